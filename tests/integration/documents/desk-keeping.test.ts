import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SpawnRoom } from '../../../electron/documents/room/room-process.ts'
import { buildRoom } from '../../support/documents/build-room.ts'
import { forkRoom } from '../../support/documents/fork-room.ts'
import { ScriptedSummary } from '../../fakes/documents/scripted-summary.ts'
import { letter } from '../../support/documents/letter.ts'
import { readDocument } from '../../support/documents/stored-document.ts'
import { startDesk } from '../../support/desk-under-test.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { until } from '../../support/until.ts'

let spawn: SpawnRoom
beforeAll(async () => {
  spawn = forkRoom(await buildRoom('room', 'desk-keeping'), () => undefined)
})

describe('A profile that cannot be written any more', () => {
  it('refuses documents with a sentence, keeps what was read, and goes on once it can be written', async () => {
    const { desk, store, added, attachments } = startDesk({ spawn })
    const [before] = await added([letter()])
    const later = letter(tempFolder(), 'later.pdf', 'Later')
    store.db.pragma('query_only = 1')
    expect(await desk.add(null, [{ path: later }])).toMatchObject({ ok: false, error: { code: 'unwritable' } })
    expect(desk.list(before?.conversationId ?? '')).toMatchObject([{ state: 'ready' }])
    expect(desk.page(before?.document?.id ?? '', 1)).toMatchObject({ ok: true })
    store.db.pragma('query_only = 0')
    expect((await added([later]))[0]?.state).toBe('ready')
    expect(attachments.list(before?.conversationId ?? '')).toHaveLength(1)
  })

  it('refuses every other change with a sentence, and nothing is changed', async () => {
    const { desk, store, summaries, added, summaryState } = startDesk({ spawn })
    const [attachment] = await added([letter()])
    const { id = '', conversationId = '', document } = attachment ?? {}
    const documentId = document?.id ?? ''
    await until(() => summaryState(documentId) === 'done')
    store.db.pragma('query_only = 1')
    const unwritable = {
      ok: false,
      error: { code: 'unwritable', message: expect.stringMatching(/^Agate cannot write/u) as string },
    }
    expect(desk.remove(id)).toMatchObject(unwritable)
    expect(desk.restore(id)).toMatchObject(unwritable)
    const wish = { mode: 'overview', length: 'short', language: null } as const
    expect(summaries.summarise(documentId, wish)).toMatchObject(unwritable)
    desk.reading.stop(id)
    summaries.stop(documentId)
    expect(desk.list(conversationId)).toMatchObject([{ id, state: 'ready' }])
    store.db.pragma('query_only = 0')
    expect(desk.remove(id)).toMatchObject({ ok: true })
    expect(desk.list(conversationId)).toEqual([])
  })

  it('ends a summary with a sentence, which goes on once it can be written', async () => {
    const script = new ScriptedSummary()
    script.hold()
    const { desk, store, summaries, added, summaryState } = startDesk({ spawn, script })
    const [attachment] = await added([letter()])
    const documentId = attachment?.document?.id ?? ''
    await until(() => summaryState(documentId) === 'running')
    store.db.pragma('query_only = 1')
    script.letAll()
    await until(() => summaryState(documentId) === 'failed')
    const view = summaries.view(documentId)
    expect(view.ok && view.value?.progress.problem).toMatchObject({ code: 'unwritable' })
    store.db.pragma('query_only = 0')
    const wish = { mode: 'full', length: 'medium', language: null } as const
    expect(summaries.summarise(documentId, wish)).toMatchObject({ ok: true })
    await until(() => summaryState(documentId) === 'done')
    expect(desk.list(attachment?.conversationId ?? '')).toHaveLength(1)
  })

  it('says so where it happens while a document is being read', async () => {
    const { desk, store, attachments } = startDesk({ spawn })
    const result = await desk.add(null, [{ path: letter() }])
    const [attachment] = result.ok ? result.value.attachments : []
    store.db.pragma('query_only = 1')
    const shown = () => desk.list(attachment?.conversationId ?? '')[0]
    await until(() => shown()?.state === 'failed')
    expect(shown()?.problem).toMatchObject({ code: 'unwritable' })
    store.db.pragma('query_only = 0')
    expect(await desk.reading.retry(attachment?.id ?? '')).toMatchObject({ ok: true })
    await until(() => attachments.get(attachment?.id ?? '')?.state === 'ready')
  })
})

describe('Two windows', () => {
  it('that are given the same file at once have it read once, and what one stops the other keeps', async () => {
    const path = letter()
    const { desk, attachments } = startDesk({ spawn })
    const results = await Promise.all([
      desk.add(null, [{ path }]),
      desk.add(null, [{ path }]),
      desk.add(null, [{ path }]),
    ])
    const [one, two, three] = results.map((result) => (result.ok ? (result.value.attachments[0]?.id ?? '') : ''))
    desk.reading.stop(three ?? '')
    await until(() => [one, two].every((id) => attachments.get(id ?? '')?.state === 'ready'))
    const [first, second] = [one, two].map((id) => attachments.get(id ?? ''))
    expect(second?.documentId).toBe(first?.documentId)
    expect(second?.conversationId).not.toBe(first?.conversationId)
    expect(attachments.get(three ?? '')).toMatchObject({ state: 'failed', problem: { code: 'cancelled' } })
    desk.remove(one ?? '')
    expect(desk.page(second?.documentId ?? '', 1)).toMatchObject({ ok: true })
  })
})

describe('A long document', () => {
  it('is kept in slices between which others get their turn, and is none until it is whole', async () => {
    const { store, documents } = startDesk({ spawn })
    const whole = readDocument(
      'long.pdf',
      Array.from({ length: 1000 }, (_, at) => `Only here: ${at} apples.`),
    )
    const key = { sha256: whole.sha256, extension: 'pdf', readerVersion: 1 }
    const [cut, id] = [randomUUID(), randomUUID()]
    let turns = 0
    const counting = setInterval(() => (turns += 1), 0)
    void documents.add({ id: cut, key, document: whole, language: null, drawable: false }).catch(() => undefined)
    expect([documents.exists(cut), documents.find(key)]).toEqual([true, null])
    // As after a kill: what is not whole gives way to the next, and is deleted.
    await documents.add({ id, key, document: whole, language: null, drawable: false })
    clearInterval(counting)
    expect(documents.find(key)).toBe(id)
    expect(documents.read(id, 'long.pdf')?.pages).toEqual(whole.pages)
    expect(documents.exists(cut)).toBe(false)
    expect(turns).toBeGreaterThan(1)
    expect(store.db.pragma('foreign_key_check')).toEqual([])
  })
})
