import { appendFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SpawnRoom } from '../../../electron/documents/room/room-process.ts'
import { startDesk } from '../../support/desk-under-test.ts'
import { buildRoom } from '../../support/documents/build-room.ts'
import { forkRoom } from '../../support/documents/fork-room.ts'
import { letter } from '../../support/documents/letter.ts'
import { textPage, writePdf } from '../../support/documents/write-pdf.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { until } from '../../support/until.ts'

let spawn: SpawnRoom
beforeAll(async () => {
  spawn = forkRoom(await buildRoom('room', 'desk-troubles'), () => undefined)
})

describe('Documents that are not read', () => {
  it('says why, keeps the place, and reads it again when that is mended', async () => {
    const path = join(tempFolder(), 'broken.pdf')
    writeFileSync(path, '%PDF-1.7 and nothing more')
    const { added, desk, attachments } = startDesk({ spawn })
    const [attachment] = await added([path])
    expect(attachment).toMatchObject({ state: 'failed', problem: { code: 'damaged' }, document: null })
    writeFileSync(path, writePdf([textPage(['Whole now'])]))
    expect(await desk.reading.retry(attachment?.id ?? '')).toMatchObject({ ok: true })
    await until(() => attachments.get(attachment?.id ?? '')?.state === 'ready')
  })

  it.each([
    ['deleted', (path: string) => rmSync(path), 'file-not-found'],
    ['cut to nothing', (path: string) => writeFileSync(path, ''), 'empty'],
  ])('says that a file was %s before its turn came', async (_what, harm, code) => {
    const folder = tempFolder()
    const path = letter(folder)
    const { desk, attachments } = startDesk({ spawn })
    const result = await desk.add(null, [{ path: letter(folder, 'first.pdf', 'First') }, { path }])
    harm(path)
    const second = result.ok ? result.value.attachments[1] : undefined
    await until(() => attachments.get(second?.id ?? '')?.state === 'failed')
    expect(attachments.get(second?.id ?? '')?.problem).toMatchObject({ code })
  })

  it('says that a file is gone when it is to be read again or shown', async () => {
    const path = join(tempFolder(), 'broken.pdf')
    writeFileSync(path, '%PDF-1.7')
    const { added, desk } = startDesk({ spawn })
    const [attachment] = await added([path])
    rmSync(path)
    expect(await desk.reading.retry(attachment?.id ?? '')).toMatchObject({ ok: false, error: { code: 'file-gone' } })
    expect(await desk.fileOf(attachment?.id ?? '')).toMatchObject({ ok: false, error: { code: 'file-gone' } })
  })

  it('stops one that waits or is read, and goes on with the others', async () => {
    const folder = tempFolder()
    const { desk, attachments } = startDesk({ spawn })
    const paths = ['a.pdf', 'b.pdf', 'c.pdf'].map((name) => ({ path: letter(folder, name, name) }))
    const result = await desk.add(null, paths)
    const [a, b, c] = result.ok ? result.value.attachments.map(({ id }) => id) : []
    desk.reading.stop(a ?? '')
    desk.reading.stop(b ?? '')
    await until(() => attachments.get(c ?? '')?.state === 'ready')
    for (const id of [a, b]) {
      expect(attachments.get(id ?? '')).toMatchObject({ state: 'failed', problem: { code: 'cancelled' } })
    }
  })

  it('fails with a sentence where the disk is full, keeps answering, and reads it once there is room', async () => {
    const { desk, store, attachments, added } = startDesk({ spawn })
    const path = join(tempFolder(), 'long.txt')
    writeFileSync(path, 'A sentence of a long text. '.repeat(100_000))
    const result = await desk.add(null, [{ path }])
    const [attachment] = result.ok ? result.value.attachments : []
    const pages = Number(store.db.pragma('page_count', { simple: true }))
    store.db.pragma(`max_page_count = ${pages + 2}`)
    const shown = () => desk.list(attachment?.conversationId ?? '')[0]
    await until(() => shown()?.state === 'failed')
    expect(shown()).toMatchObject({ problem: { code: 'disk-full' }, document: null })
    store.db.pragma('max_page_count = 1000000')
    expect(await desk.reading.retry(attachment?.id ?? '')).toMatchObject({ ok: true })
    await until(() => attachments.get(attachment?.id ?? '')?.state === 'ready')
    expect((await added([letter()]))[0]?.state).toBe('ready')
  })
})

describe('Documents where Agate cannot write', () => {
  it('are refused with a sentence, whether they are read or pasted, and read once it can', async () => {
    const { folder, desk, kept, attachments } = startDesk({ spawn })
    // Not even root writes into a file as if it were a folder.
    writeFileSync(join(folder, 'documents'), '')
    const result = await desk.add(null, [{ path: letter() }])
    const [attachment] = result.ok ? result.value.attachments : []
    const shown = () => desk.list(attachment?.conversationId ?? '')[0]
    await until(() => shown()?.state === 'failed')
    expect(shown()?.problem).toMatchObject({
      code: 'unwritable',
      message: expect.stringMatching(
        /^Agate cannot write into its folder, so “letter\.pdf” was not taken in\./u,
      ) as string,
    })
    const pasted = await desk.add(null, [{ name: 'pasted.txt', bytes: Buffer.from('Only here') }])
    expect(pasted).toMatchObject({ ok: false, error: { code: 'unwritable' } })
    rmSync(join(folder, 'documents'))
    expect(await desk.reading.retry(attachment?.id ?? '')).toMatchObject({ ok: true })
    await until(() => attachments.get(attachment?.id ?? '')?.state === 'ready')
    expect(await kept.has(attachments.get(attachment?.id ?? '')?.sha256 ?? '')).toBe(true)
  })
})

describe('A locked document', () => {
  it('asks for its password, says when it is wrong, opens with the right one, and keeps none of them', async () => {
    const path = join(tempFolder(), 'locked.pdf')
    const encryption = { lock: 'aes-256', userPassword: 'opensesame', ownerPassword: 'the owner' } as const
    writeFileSync(path, writePdf([textPage(['Nobody but you reads this.'])], { encryption }))
    const { folder, added, desk, attachments, close } = startDesk({ spawn })
    const [attachment] = await added([path])
    const id = attachment?.id ?? ''
    const state = () => attachments.get(id)?.state
    expect(attachment).toMatchObject({ state: 'locked', problem: null, document: null })
    expect(await desk.reading.unlock(id, 'opensesam')).toMatchObject({ ok: true })
    await until(() => state() === 'locked')
    expect(attachments.get(id)?.problem).toMatchObject({ code: 'wrong-password' })
    await desk.reading.unlock(id, 'opensesame')
    await until(() => state() === 'ready')
    expect(desk.list(attachment?.conversationId ?? '')).toMatchObject([{ problem: null, document: { words: 5 } }])
    await close()
    for (const name of readdirSync(folder).filter((file) => file.includes('.db'))) {
      expect(readFileSync(join(folder, name)).includes('opensesam')).toBe(false)
    }
  })
})

describe('Documents and the end of Agate', () => {
  it('goes on with what waited when Agate was killed', async () => {
    const folder = tempFolder()
    const killed = startDesk({ spawn, folder })
    const dropped = tempFolder()
    const result = await killed.desk.add(null, [
      { path: letter(dropped, 'a.pdf', 'a') },
      { name: 'b.txt', bytes: Buffer.from('Pasted b') },
    ])
    const ids = result.ok ? result.value.attachments.map(({ id }) => id) : []
    await killed.close()
    const next = startDesk({ spawn, folder })
    await next.desk.purge()
    next.desk.wake()
    await until(() => ids.every((id) => next.attachments.get(id)?.state === 'ready'))
  })

  it('brings back what was taken out until Agate closes, and then forgets it with its bytes', async () => {
    const { added, desk, store, kept, attachments, documents } = startDesk({ spawn })
    const path = letter()
    const [attachment] = await added([path])
    const id = attachment?.id ?? ''
    expect(desk.remove(id)).toMatchObject({ ok: true })
    expect(store.conversations.list()).toMatchObject([{ documents: 0 }])
    expect(desk.list(attachment?.conversationId ?? '')).toEqual([])
    expect(desk.remove(id)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    expect(desk.restore(id)).toMatchObject({ ok: true })
    expect(desk.list(attachment?.conversationId ?? '')).toHaveLength(1)
    desk.remove(id)
    await desk.purge()
    expect(desk.restore(id)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    expect(attachments.get(id)).toBeNull()
    expect(documents.exists(attachment?.document?.id ?? '')).toBe(false)
    expect(await kept.has(attachment?.document?.sha256 ?? '')).toBe(false)
    expect(statSync(path).isFile()).toBe(true)
  })

  it('keeps a document and its bytes as long as any conversation has it, also one in the bin', async () => {
    const { added, desk, store, kept, documents } = startDesk({ spawn })
    const path = letter()
    const [first] = await added([path])
    const [second] = await added([path])
    desk.remove(first?.id ?? '')
    store.conversations.delete(second?.conversationId ?? '')
    await desk.purge()
    expect(documents.exists(second?.document?.id ?? '')).toBe(true)
    expect(await kept.has(second?.document?.sha256 ?? '')).toBe(true)
    store.conversations.restore(second?.conversationId ?? '')
    expect(desk.list(second?.conversationId ?? '')).toMatchObject([{ state: 'ready' }])
  })

  it('shows the kept copy of a PDF whose file has moved', async () => {
    const { added, desk, kept } = startDesk({ spawn })
    const path = letter()
    const [attachment] = await added([path])
    expect(await desk.fileOf(attachment?.id ?? '')).toEqual({ ok: true, value: path })
    rmSync(path)
    expect(await desk.fileOf(attachment?.id ?? '')).toEqual({
      ok: true,
      value: kept.pathOf(attachment?.document?.sha256 ?? ''),
    })
  })

  it('reads a file that has grown as the other document that it is now', async () => {
    const { added } = startDesk({ spawn })
    const path = join(tempFolder(), 'notes.txt')
    writeFileSync(path, 'One.')
    const [before] = await added([path])
    appendFileSync(path, ' Two.')
    const [after] = await added([path])
    expect(after?.document?.id).not.toBe(before?.document?.id)
  })
})
