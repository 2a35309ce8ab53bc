import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SpawnRoom } from '../../../electron/documents/room/room-process.ts'
import { startDesk } from '../../support/desk-under-test.ts'
import { buildRoom } from '../../support/documents/build-room.ts'
import { forkRoom } from '../../support/documents/fork-room.ts'
import { letter } from '../../support/documents/letter.ts'
import { tempFolder } from '../../support/temp-folder.ts'

let spawn: SpawnRoom
beforeAll(async () => {
  spawn = forkRoom(await buildRoom('room', 'open-outside'), () => undefined)
})

function note(name = 'notes.txt'): string {
  const path = join(tempFolder(), name)
  writeFileSync(path, 'The pump failed on 14 October.')
  return path
}

async function opened(path: string, meanwhile: () => void = () => undefined) {
  const started = startDesk({ spawn })
  const [attachment] = await started.added([path])
  meanwhile()
  return { ...started, file: await started.desk.fileToOpen(attachment?.id ?? '') }
}

describe('A document for another program', () => {
  it('is the file itself while that is what was read', async () => {
    const path = note()
    expect((await opened(path)).file).toEqual({ ok: true, value: { path, isCopy: false } })
  })

  it.each([
    ['has moved', (path: string) => renameSync(path, `${path}.old`)],
    ['is another now', (path: string) => appendFileSync(path, 'more')],
  ])('is a copy of its own with the name it had, where a PDF %s, and is deleted at the end', async (_what, harm) => {
    const path = letter()
    const before = readFileSync(path)
    const { file, desk } = await opened(path, () => harm(path))
    const copy = file.ok ? file.value.path : ''
    expect(file).toMatchObject({ ok: true, value: { isCopy: true } })
    expect(basename(copy)).toBe('letter.pdf')
    expect(readFileSync(copy).equals(before)).toBe(true)
    expect(statSync(copy).mode & 0o777).toBe(0o400)
    await desk.purge()
    expect(existsSync(copy)).toBe(false)
  })

  it.each([
    ['has changed since it was read', (path: string) => appendFileSync(path, ' And again.'), 'file-changed'],
    ['is not there any more', (path: string) => rmSync(path), 'file-gone'],
  ])('is refused with a sentence where a text %s, of which no bytes are kept', async (what, harm, code) => {
    const path = note()
    const { file } = await opened(path, () => harm(path))
    expect(file).toEqual({ ok: false, error: { code, message: expect.stringContaining(what) as string } })
  })

  it.each(['clean up.sh', 'start.bat', 'page.js', 'notes.txt.desktop'])(
    'is never %s, which the computer would run',
    async (name) => {
      const { file } = await opened(note(name))
      expect(file).toMatchObject({ ok: false, error: { code: 'not-opened' } })
    },
  )

  it('is not there once it was taken out of the conversation', async () => {
    const { desk } = startDesk({ spawn })
    expect(await desk.fileToOpen('00000000-0000-4000-8000-000000000000')).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })
  })
})
