import { beforeAll, describe, expect, it } from 'vitest'
import type { SpawnRoom } from '../../../electron/documents/room/room-process.ts'
import type { SummaryModel } from '../../../electron/summary/summary-work.ts'
import { ScriptedSummary } from '../../fakes/documents/scripted-summary.ts'
import { A_MODEL, startDesk } from '../../support/desk-under-test.ts'
import { deskWithDocument, FULL, report } from '../../support/desk-with-document.ts'
import { buildRoom } from '../../support/documents/build-room.ts'
import { forkRoom } from '../../support/documents/fork-room.ts'
import { until } from '../../support/until.ts'

let spawn: SpawnRoom
beforeAll(async () => {
  spawn = forkRoom(await buildRoom('room', 'summary-renewed'), () => undefined)
})

const withDocument = (options: Omit<Parameters<typeof deskWithDocument>[0], 'spawn'> = {}) =>
  deskWithDocument({ spawn, ...options })

describe('Summaries of a document that has another text', () => {
  it('stay paused, and read it when they go on', async () => {
    const script = new ScriptedSummary()
    const { id, documents, summaries, summaryState } = await withDocument({ script })
    script.hold()
    summaries.summarise(id, FULL)
    await until(() => summaryState(id) === 'running')
    summaries.stop(id)
    script.letAll()
    await until(() => summaries.result(id).ok)
    const page = documents.read(id, 'report.pdf')?.pages[0]
    if (page === undefined) throw new Error('The document has no page')
    documents.replacePage(id, { ...page, verdict: 'ocr', text: 'Recognised' })
    summaries.textChanged(id)
    expect(summaries.view(id)).toMatchObject({ value: { progress: { state: 'paused' }, summary: null, parts: [] } })
    expect(script.read).toEqual([])
    summaries.summarise(id, FULL)
    await until(() => summaryState(id) === 'done')
    expect(summaries.result(id)).toMatchObject({ value: { points: [{ text: 'Recognised' }, {}, {}] } })
  })

  it('keep their turn', async () => {
    let model: SummaryModel | null = A_MODEL
    const { added, documents, summaries, summaryState, script } = startDesk({ spawn, model: () => model })
    const [first] = await added([report('first.pdf')])
    const id = first?.document?.id ?? ''
    await until(() => summaryState(id) === 'done')
    const [other] = await added([report('other.pdf')], first?.conversationId ?? null)
    const page = documents.read(id, 'first.pdf')?.pages[0]
    if (page === undefined) throw new Error('The document has no page')
    documents.replacePage(id, { ...page, verdict: 'ocr' })
    model = null
    summaries.textChanged(id)
    summaries.summarise(other?.document?.id ?? '', FULL)
    const before = script.read.length
    model = { ...A_MODEL, sha256: 'bb' }
    script.hold()
    summaries.modelReady()
    await until(() => summaryState(other?.document?.id ?? '') === 'running')
    expect(summaryState(id)).toBe('waiting')
    expect(script.read).toHaveLength(before)
    script.letAll()
  })
})
