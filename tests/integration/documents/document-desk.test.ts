import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SpawnRoom } from '../../../electron/documents/room/room-process.ts'
import { startDesk } from '../../support/desk-under-test.ts'
import { buildRoom } from '../../support/documents/build-room.ts'
import { forkRoom } from '../../support/documents/fork-room.ts'
import { letter } from '../../support/documents/letter.ts'
import { answered } from '../../support/store-under-test.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { until } from '../../support/until.ts'

let spawn: SpawnRoom
let spawned = 0
beforeAll(async () => {
  const fork = forkRoom(await buildRoom('room', 'desk'), () => undefined)
  spawn = (request) => {
    spawned += 1
    return fork(request)
  }
})

describe('Taking documents in', () => {
  it('makes a conversation with the title of the document, with its pages in it', async () => {
    const { added, store, desk } = startDesk({ spawn })
    const [attachment] = await added([letter()])
    expect(attachment).toMatchObject({
      name: 'letter.pdf',
      state: 'ready',
      problem: null,
      document: {
        kind: 'pdf',
        title: 'A letter to Ada',
        drawable: true,
        words: 4,
        pages: [{ page: 1, verdict: 'read' }, { page: 2 }],
      },
    })
    expect(store.conversations.list()).toMatchObject([{ title: 'A letter to Ada', documents: 1, origin: 'window' }])
    expect(desk.page(attachment?.document?.id ?? '', 2)).toMatchObject({
      ok: true,
      value: { text: 'Yours, Alan', label: 'Page 2' },
    })
    expect(desk.page(attachment?.document?.id ?? '', 3)).toMatchObject({ ok: false, error: { code: 'not-found' } })
  })

  it('reads what comes after it was woken for nothing, as every start does', async () => {
    const { added, desk } = startDesk({ spawn })
    desk.wake()
    expect(await added([letter()])).toMatchObject([{ state: 'ready' }])
  })

  it('reads the documents of a conversation that somebody asks about before those that came earlier', async () => {
    const folder = tempFolder()
    const { desk, attachments } = startDesk({ spawn })
    const paths = ['a.pdf', 'b.pdf', 'c.pdf'].map((name) => ({ path: letter(folder, name, name) }))
    const result = await desk.add(null, paths)
    const [, earlier, asked] = result.ok ? result.value.attachments : []
    const read = await desk.reading.allRead(asked?.conversationId ?? '', new AbortController().signal)
    expect(read).toMatchObject([{ name: 'c.pdf', state: 'ready' }])
    expect(attachments.get(earlier?.id ?? '')?.state).toBe('waiting')
  })

  it('leaves the title alone that somebody gave meanwhile', async () => {
    const { desk, store, attachments } = startDesk({ spawn })
    const result = await desk.add(null, [{ path: letter() }])
    const [attachment] = result.ok ? result.value.attachments : []
    store.conversations.rename(attachment?.conversationId ?? '', 'Mine')
    await until(() => attachments.get(attachment?.id ?? '')?.state === 'ready')
    expect(store.conversations.list()).toMatchObject([{ title: 'Mine' }])
  })

  it('reads the same bytes once, whatever conversations they are in, and instantly the second time', async () => {
    const { added, store, documents } = startDesk({ spawn })
    const path = letter()
    const before = spawned
    const [first] = await added([path])
    const [second] = await added([path], answered(store, 'A question', 'An answer'))
    expect(spawned - before).toBe(1)
    expect(second?.document?.id).toBe(first?.document?.id)
    expect(second?.conversationId).not.toBe(first?.conversationId)
    expect(documents.drawable()).toHaveLength(1)
  })

  it('shows a document once in a conversation, however often it is dropped there', async () => {
    const { attachments, store, desk, events } = startDesk({ spawn })
    const conversation = answered(store, 'A question', 'An answer')
    const path = letter()
    const result = await desk.add(conversation, [{ path }, { path }])
    const second = result.ok ? (result.value.attachments[1]?.id ?? '') : ''
    await until(() => attachments.get(second) === null)
    const told = events.filter(({ event }) => event === 'documents:changed')
    // It waits, it is read, it is gone.
    expect(told.filter(({ payload }) => (payload as { id: string }).id === second)).toHaveLength(3)
    expect(desk.list(conversation)).toHaveLength(1)
    expect(store.conversations.list()).toMatchObject([{ documents: 1 }])
  })

  it('takes what is in a folder, in the order of the names, and says what it left out', async () => {
    const folder = tempFolder()
    for (const name of ['Chapter 10.txt', 'Chapter 2.txt', 'photo.raw', '.hidden.txt'])
      writeFileSync(join(folder, name), name)
    mkdirSync(join(folder, 'more'))
    writeFileSync(join(folder, 'more', 'a.md'), '# A')
    symlinkSync(folder, join(folder, 'more', 'loop'))
    const { desk } = startDesk({ spawn })
    const result = await desk.add(null, [{ path: folder }])
    expect(result).toMatchObject({
      ok: true,
      value: {
        attachments: [{ name: 'Chapter 2.txt' }, { name: 'Chapter 10.txt' }, { name: 'a.md' }],
        remarks: [expect.stringMatching(/^2 files were left out of “agate-test-\w+”, because/u) as string],
      },
    })
  })

  it('takes a thousand files of a folder, says that there are more, and answers meanwhile', async () => {
    const folder = tempFolder()
    for (let at = 0; at < 1010; at++) writeFileSync(join(folder, `${at}.txt`), `Text ${at}`)
    const { desk, store, attachments } = startDesk({ spawn })
    const conversation = answered(store, 'A question', 'An answer')
    const result = await desk.add(conversation, [{ path: folder }])
    expect(result).toMatchObject({
      ok: true,
      value: { remarks: [expect.stringContaining('more than 1000') as string] },
    })
    const first = desk.list(conversation)[0]
    await until(() => attachments.get(first?.id ?? '')?.state === 'ready')
    expect(desk.list(conversation)).toHaveLength(1000)
    expect(desk.list(conversation)[999]).toMatchObject({ name: '999.txt', state: 'waiting' })
  })

  it('says when there are too many documents to summarise by themselves', async () => {
    const folder = tempFolder()
    for (let at = 0; at < 11; at++) writeFileSync(join(folder, `${at}.txt`), `Text ${at}`)
    const { desk } = startDesk({ spawn })
    const result = await desk.add(null, [{ path: folder }])
    expect(result).toMatchObject({
      ok: true,
      value: { remarks: [expect.stringContaining('All 11 documents are read, but not summarised') as string] },
    })
  })

  it('says of what is not there, may not be read or is no file that it was not taken', async () => {
    const folder = tempFolder()
    const { desk, store } = startDesk({ spawn })
    const result = await desk.add(null, [
      { path: join(folder, 'gone.pdf') },
      { path: '/dev/null' },
      { name: 'empty.txt', bytes: new Uint8Array() },
    ])
    expect(result).toMatchObject({
      ok: true,
      value: {
        attachments: [],
        remarks: [/gone\.pdf/u, /null/u, /empty\.txt/u].map((name) => expect.stringMatching(name) as string),
      },
    })
    expect(store.conversations.list()).toEqual([])
  })

  it('refuses a conversation that is gone', async () => {
    const { desk } = startDesk({ spawn })
    const outcome = await desk.add('00000000-0000-4000-8000-000000000000', [{ path: letter() }])
    expect(outcome).toMatchObject({ ok: false, error: { code: 'not-found' } })
  })

  it('keeps what was pasted before it reads it, for its user alone', async () => {
    const { desk, kept, attachments, folder } = startDesk({ spawn })
    const result = await desk.add(null, [{ name: 'Pasted text.txt', bytes: new TextEncoder().encode('Hello there.') }])
    const [attachment] = result.ok ? result.value.attachments : []
    const sha256 = attachments.get(attachment?.id ?? '')?.sha256 ?? ''
    expect(statSync(kept.pathOf(sha256)).mode & 0o077).toBe(0)
    expect(statSync(join(folder, 'documents')).mode & 0o077).toBe(0)
    await until(() => attachments.get(attachment?.id ?? '')?.state === 'ready')
    await desk.purge()
    expect(readdirSync(join(folder, 'documents'))).toEqual([])
  })
})
