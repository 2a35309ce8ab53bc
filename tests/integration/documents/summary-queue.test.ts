import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { SpawnRoom } from '../../../electron/documents/room/room-process.ts'
import type { SummaryModel } from '../../../electron/summary/summary-work.ts'
import type { SummaryWish } from '../../../shared/model/summary-job.ts'
import { ScriptedSummary } from '../../fakes/documents/scripted-summary.ts'
import { A_MODEL, startDesk } from '../../support/desk-under-test.ts'
import { deskWithDocument, FULL, report } from '../../support/desk-with-document.ts'
import { buildRoom } from '../../support/documents/build-room.ts'
import { forkRoom } from '../../support/documents/fork-room.ts'
import { writePdf } from '../../support/documents/write-pdf.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { until } from '../../support/until.ts'

let spawn: SpawnRoom
beforeAll(async () => {
  spawn = forkRoom(await buildRoom('room', 'summary-queue'), () => undefined)
})

const SHORT: SummaryWish = { ...FULL, length: 'short' }

const withDocument = (options: Omit<Parameters<typeof deskWithDocument>[0], 'spawn'> = {}) =>
  deskWithDocument({ spawn, ...options })

describe('Summaries', () => {
  it('begin by themselves for a document that makes its conversation, and tell how far they are', async () => {
    const { added, summaries, summaryState, events, script } = startDesk({ spawn })
    const [attachment] = await added([report()])
    const id = attachment?.document?.id ?? ''
    await until(() => summaryState(id) === 'done')
    expect(script.read).toEqual([1, 2, 3])
    expect(summaries.view(id)).toMatchObject({
      ok: true,
      value: {
        wish: FULL,
        progress: { documentId: id, state: 'done', problem: null },
        parts: [{ state: 'done', points: [{ text: 'Page 1 of report.pdf' }] }, {}, {}],
        summary: { complete: true, parts: { total: 3, done: 3 } },
      },
    })
    const told = events.filter(({ event }) => event === 'documents:progress').map(({ payload }) => payload)
    expect(told.at(-1)).toMatchObject({ documentId: id, state: 'done' })
    const parts = events.filter(({ event }) => event === 'documents:partChanged').map(({ payload }) => payload)
    expect(parts).toHaveLength(6)
    expect(parts.at(-1)).toMatchObject({ documentId: id, part: { index: 2, state: 'done' } })
  })

  it('begin only when asked in a conversation that was there, and not at all without text', async () => {
    const { id, summaries, summaryState, added } = await withDocument()
    expect(summaries.view(id)).toEqual({ ok: true, value: null })
    expect(summaries.result(id)).toMatchObject({ ok: false, error: { code: 'no-summary' } })
    expect(summaries.summarise(id, FULL)).toMatchObject({ ok: true })
    await until(() => summaryState(id) === 'done')
    const blank = join(tempFolder(), 'blank.pdf')
    writeFileSync(blank, writePdf([[]]))
    const [attachment] = await added([blank])
    const blankId = attachment?.document?.id ?? ''
    expect(summaries.summarise(blankId, FULL)).toMatchObject({ ok: false, error: { code: 'no-text' } })
    expect(summaries.view(blankId)).toEqual({ ok: true, value: null })
    expect(summaries.summarise('00000000-0000-4000-8000-000000000000', FULL)).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })
  })

  it('stop at once, say so, and go on from the same part', async () => {
    const script = new ScriptedSummary()
    script.fails = null
    const { id, summaries, summaryState } = await withDocument({ script })
    script.hold()
    summaries.summarise(id, FULL)
    await until(() => summaryState(id) === 'running')
    summaries.stop(id)
    expect(summaryState(id)).toBe('paused')
    script.letAll()
    summaries.summarise(id, FULL)
    await until(() => summaryState(id) === 'done')
    expect(script.read).toEqual([1, 2, 3])
  })

  it('show what they have and why when the engine fails, and go on when they are asked again', async () => {
    const script = new ScriptedSummary()
    const message = 'The engine stopped.'
    script.fails = { after: 2, end: { type: 'failed', code: 'engine', message, summary: null } }
    const { id, summaries, summaryState } = await withDocument({ script })
    summaries.summarise(id, FULL)
    await until(() => summaryState(id) === 'failed')
    expect(summaries.view(id)).toMatchObject({
      value: {
        progress: { problem: { code: 'engine', message } },
        parts: [{ state: 'done' }, { state: 'done' }, { state: 'pending' }],
        summary: { complete: false, parts: { total: 3, done: 2 } },
      },
    })
    script.fails = null
    summaries.summarise(id, FULL)
    await until(() => summaryState(id) === 'done')
    expect(script.read).toEqual([1, 2, 3])
    expect(summaries.view(id)).toMatchObject({ value: { progress: { problem: null } } })
  })

  it('reuse what was read for another length, and are instant for what is done', async () => {
    const { id, summaries, summaryState, script } = await withDocument()
    summaries.summarise(id, FULL)
    await until(() => summaryState(id) === 'done')
    summaries.summarise(id, FULL)
    expect(summaryState(id)).toBe('done')
    summaries.summarise(id, SHORT)
    expect(summaries.view(id)).toMatchObject({ value: { wish: SHORT, summary: null } })
    await until(() => summaryState(id) === 'done')
    expect(script.read).toEqual([1, 2, 3])
  })

  it('take the newer wish when one is changed while it runs', async () => {
    const script = new ScriptedSummary()
    const { id, summaries, summaryState } = await withDocument({ script })
    script.hold()
    summaries.summarise(id, FULL)
    await until(() => summaryState(id) === 'running')
    summaries.summarise(id, { ...FULL, mode: 'overview' })
    script.letAll()
    await until(() => summaryState(id) === 'done')
    expect(summaries.view(id)).toMatchObject({ value: { wish: { mode: 'overview' }, summary: { mode: 'overview' } } })
  })

  it('run one at a time, and what somebody asked for before what began by itself', async () => {
    const script = new ScriptedSummary()
    const { added, summaries, summaryState } = startDesk({ spawn, script })
    script.hold()
    const attachments = await added([report('one.pdf'), report('two.pdf'), report('three.pdf')])
    const [one, two, three] = attachments.map(({ document }) => document?.id ?? '')
    await until(() => summaryState(one ?? '') === 'running')
    expect([two, three].map((id) => summaryState(id ?? ''))).toEqual(['waiting', 'waiting'])
    summaries.summarise(three ?? '', SHORT)
    summaries.stop(one ?? '')
    await until(() => summaryState(three ?? '') === 'running')
    expect(summaryState(two ?? '')).toBe('waiting')
    script.letAll()
    await until(() => summaryState(two ?? '') === 'done')
    expect(summaryState(one ?? '')).toBe('paused')
  })
})

describe('Summaries and what happens meanwhile', () => {
  it('wait for a model, and begin when there is one', async () => {
    let model: SummaryModel | null = null
    const { id, summaries, summaryState } = await withDocument({ model: () => model })
    expect(await summaries.estimate(id)).toMatchObject({ ok: false, error: { code: 'no-model' } })
    summaries.summarise(id, FULL)
    expect(summaryState(id)).toBe('waiting')
    model = A_MODEL
    summaries.modelReady()
    await until(() => summaryState(id) === 'done')
  })

  it('go on with the next document where the text of one cannot be had, and say so', async () => {
    let model: SummaryModel | null = null
    const { added, documents, summaries, summaryState } = startDesk({ spawn, model: () => model })
    const attachments = await added([report('one.pdf'), report('two.pdf')])
    const [damaged = '', whole = ''] = attachments.map(({ document }) => document?.id ?? '')
    for (const id of [damaged, whole]) summaries.summarise(id, FULL)
    const read = documents.read.bind(documents)
    vi.spyOn(documents, 'read').mockImplementation((id, name) => {
      if (id === damaged) throw new Error('database disk image is malformed')
      return read(id, name)
    })
    model = A_MODEL
    summaries.modelReady()
    await until(() => summaryState(whole) === 'done')
    expect(summaries.view(damaged)).toMatchObject({
      value: {
        progress: { state: 'failed', problem: { message: expect.stringContaining('was not summarised') as string } },
      },
    })
  })

  it('go on with the model that is chosen in the middle', async () => {
    let model = A_MODEL
    const script = new ScriptedSummary()
    script.fails = { after: 1, end: { type: 'failed', code: 'engine', message: 'Another model.', summary: null } }
    const { id, summaries, summaryState } = await withDocument({
      script,
      model: () => {
        if (script.read.length === 0) return model
        model = { name: 'Other', sha256: 'bb' }
        script.fails = null
        return model
      },
    })
    summaries.summarise(id, FULL)
    await until(() => summaryState(id) === 'done')
    expect(summaries.view(id)).toMatchObject({ value: { summary: { model: { name: 'Other' }, complete: true } } })
    expect(script.read).toEqual([1, 1, 2, 3])
  })

  it('go on after Agate was closed in the middle, without reading again what was read', async () => {
    const folder = tempFolder()
    const first = new ScriptedSummary()
    first.fails = null
    const before = await withDocument({ folder, script: first })
    first.hold()
    before.summaries.summarise(before.id, FULL)
    await until(() => before.summaryState(before.id) === 'running')
    await before.close()
    const next = startDesk({ spawn, folder })
    expect(next.summaryState(before.id)).toBe('waiting')
    next.desk.wake()
    await until(() => next.summaryState(before.id) === 'done')
    expect([...first.read, ...next.script.read]).toEqual([1, 2, 3])
  })

  it('wait while their document is in no conversation, and go on when it is back', async () => {
    const script = new ScriptedSummary()
    const { id, attachment, desk, summaries, summaryState } = await withDocument({ script })
    script.hold()
    summaries.summarise(id, FULL)
    await until(() => summaryState(id) === 'running')
    desk.remove(attachment)
    await until(() => summaryState(id) === 'waiting')
    script.letAll()
    expect(script.read).toEqual([])
    desk.restore(attachment)
    await until(() => summaryState(id) === 'done')
  })

  it('fail with a sentence where the disk is full, and go on once there is room', async () => {
    const script = new ScriptedSummary()
    const { id, store, summaries, summaryState } = await withDocument({ script })
    script.hold()
    summaries.summarise(id, FULL)
    await until(() => summaryState(id) === 'running')
    const blob = 'x'.repeat(4000)
    const pages = Number(store.db.pragma('page_count', { simple: true }))
    store.db.pragma(`max_page_count = ${pages}`)
    const fill = store.db.prepare('INSERT INTO notes (key, document_id, notes) VALUES (?, ?, ?)')
    expect(() => {
      for (let at = 0; ; at++) fill.run(`fill ${at} ${blob}`, id, blob)
    }).toThrow(/full/u)
    script.letAll()
    await until(() => summaryState(id) === 'failed')
    expect(summaries.view(id)).toMatchObject({ value: { progress: { problem: { code: 'disk-full' } } } })
    store.db.pragma('max_page_count = 1000000')
    summaries.summarise(id, FULL)
    await until(() => summaryState(id) === 'done')
    expect(script.read.filter((page) => page === 3)).toEqual([3])
  })
})
