import { existsSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, type TestContext } from 'vitest'
import { openStore } from '../../../electron/open-store.ts'
import type { ServiceOptions } from '../../../electron/service-options.ts'
import { fill, smallDisk } from '../../support/small-disk.ts'
import { answered, aTurn } from '../../support/store-under-test.ts'

function open(folder: string) {
  const options = {
    paths: { database: join(folder, 'agate.db') },
    settingsFile: { get: () => ({}), set: () => undefined, damagedCopy: null },
    publish: () => undefined,
    log: () => undefined,
  }
  return openStore(options as unknown as ServiceOptions)
}

function opened(folder: string) {
  const store = open(folder)
  if (!store.ok) throw new Error(store.error.message)
  return store.value
}

/** With a conversation on it, and not a byte free. */
function fullDisk(context: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'agate-disk-'))
  const remove = smallDisk(folder, 24)
  context.onTestFinished(() => {
    remove?.()
    rmdirSync(folder)
  })
  if (remove === null) return context.skip('This user may not mount a disk.')
  const store = opened(folder)
  const id = answered(store, 'A question', 'An answer')
  store.close()
  return { folder, id, giveBack: fill(folder) }
}

describe('On a full disk', () => {
  it('the conversations open with the room of the ballast, and can be deleted', (context) => {
    const { folder, id } = fullDisk(context)
    const store = opened(folder)
    expect(existsSync(join(folder, 'agate.db.ballast'))).toBe(false)
    expect(store.conversations.list()).toMatchObject([{ title: 'A question' }])
    expect(store.conversations.delete(id)).toMatchObject({ ok: true })
    store.close()
  })

  it('they are refused with a sentence once the ballast is used up, and the ballast is taken again when there is room', (context) => {
    const { folder, giveBack } = fullDisk(context)
    opened(folder).close()
    const giveBackToo = fill(folder)
    expect(open(folder)).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    giveBack()
    giveBackToo()
    const store = opened(folder)
    expect(existsSync(join(folder, 'agate.db.ballast'))).toBe(true)
    store.close()
  })

  it('they open however little is free, and a reply that was cut short says so', (context) => {
    const { folder, giveBack } = fullDisk(context)
    giveBack()
    for (let pages = 0; pages <= 24; pages += 1) {
      const before = opened(folder)
      const turn = aTurn(`With ${pages} pages free`)
      before.messages.beginTurn(turn)
      before.close()
      const free = join(folder, 'free')
      writeFileSync(free, Buffer.alloc(pages * 4096, 1))
      const giveBackToo = fill(folder)
      rmSync(free)
      const store = opened(folder)
      expect(store.messages.list(turn.conversationId)).toMatchObject([{}, { status: 'interrupted' }])
      giveBackToo()
      store.close()
    }
  })
})
