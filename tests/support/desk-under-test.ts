import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { KeptBytes } from '../../electron/documents/desk/kept-bytes.ts'
import { OpenedCopies } from '../../electron/documents/desk/opened-copies.ts'
import { DocumentDesk } from '../../electron/documents/document-desk.ts'
import { DocumentService } from '../../electron/documents/document-service.ts'
import type { SpawnRoom } from '../../electron/documents/room/room-process.ts'
import { PassageIndex } from '../../electron/questions/passage-index.ts'
import { AttachmentStore } from '../../electron/storage/attachment-store.ts'
import { DocumentStore } from '../../electron/storage/document-store.ts'
import { SqliteNotes } from '../../electron/storage/notes-store.ts'
import { PassageStore } from '../../electron/storage/passage-store.ts'
import { SummaryStore } from '../../electron/storage/summary-store.ts'
import { SummaryDesk } from '../../electron/summary/summary-desk.ts'
import type { SummaryModel } from '../../electron/summary/summary-work.ts'
import type { Attachment } from '../../shared/model/attachment.ts'
import { ScriptedSummary } from '../fakes/documents/scripted-summary.ts'
import { openStore } from './store-under-test.ts'
import { tempFolder } from './temp-folder.ts'
import { until } from './until.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

export interface DeskOptions {
  readonly spawn: SpawnRoom
  readonly folder?: string
  readonly script?: ScriptedSummary
  readonly model?: () => SummaryModel | null
}

export const A_MODEL: SummaryModel = { name: 'Tiny', sha256: 'aa' }

/** Documents on a real store with real reading processes, and a summariser that the test leads. */
export function startDesk({
  spawn,
  folder = tempFolder(),
  script = new ScriptedSummary(),
  model = () => A_MODEL,
}: DeskOptions) {
  const store = openStore(folder)
  const events: { event: string; payload: unknown }[] = []
  const publish = (group: string, name: string, payload: unknown) =>
    void events.push({ event: `${group}:${name}`, payload })
  const log = () => undefined
  const documents = new DocumentStore(store.db)
  const attachments = new AttachmentStore(store.db)
  const notes = new SqliteNotes(store.db)
  const made = new SummaryStore(store.db)
  made.recover()
  const summaries = new SummaryDesk({
    ...{ publish, log },
    summaries: made,
    exists: (id) => documents.exists(id),
    read: (id) => documents.read(id, attachments.ofDocument(id)[0]?.name ?? ''),
    summarise: (id) => script.with(notes.of(id)),
    model: () => Promise.resolve(model()),
    estimate: () => Promise.resolve(model() === null ? null : { parts: 1, tokens: 1, seconds: null }),
  })
  const kept = new KeptBytes(join(folder, 'documents'))
  const copies = new OpenedCopies(join(folder, 'opened'))
  const index = new PassageIndex({ documents, passages: new PassageStore(store.db), log })
  const desk = new DocumentDesk({
    ...{ documents, attachments, summaries, index, kept, copies, publish, log, newId: randomUUID },
    service: new DocumentService({ spawn, log }),
    conversations: store.conversations,
  })
  const close = async () => {
    if (!store.db.open) return
    await desk.close()
    store.close()
  }
  closing.push(close)
  const stateOf = (id: string) => attachments.get(id)?.state
  /** Adds, and waits until it is read, or will not be. */
  const added = async (paths: readonly string[], conversationId: string | null = null): Promise<Attachment[]> => {
    const result = await desk.add(
      conversationId,
      paths.map((path) => ({ path })),
    )
    if (!result.ok) throw new Error(result.error.message)
    const { attachments: taken } = result.value
    await until(() => taken.every(({ id }) => stateOf(id) !== 'waiting'))
    return taken.flatMap(({ id, conversationId: place }) => desk.list(place).filter((one) => one.id === id))
  }
  const summaryState = (documentId: string) => {
    const view = summaries.view(documentId)
    return view.ok ? view.value?.progress.state : undefined
  }
  return { folder, store, desk, summaries, documents, attachments, kept, script, events, added, summaryState, close }
}
