import { randomUUID } from 'node:crypto'
import type { AgatePublish } from '../shared/ipc/contract.ts'
import { attempt } from './attempt.ts'
import { KeptBytes } from './documents/desk/kept-bytes.ts'
import { OpenedCopies } from './documents/desk/opened-copies.ts'
import { DocumentDesk } from './documents/document-desk.ts'
import { DocumentService } from './documents/document-service.ts'
import type { SpawnRoom } from './documents/room/room-process.ts'
import type { Engine } from './engine/engine.ts'
import type { Log } from './log.ts'
import { ModelDigest } from './models/model-digest.ts'
import type { ModelInUse } from './models/model-in-use.ts'
import { DocumentQuestions } from './questions/document-questions.ts'
import { PassageIndex } from './questions/passage-index.ts'
import { AttachmentStore } from './storage/attachment-store.ts'
import type { Ballast } from './storage/ballast.ts'
import type { ConversationStore } from './storage/conversation-store.ts'
import { DocumentStore } from './storage/document-store.ts'
import { SqliteNotes } from './storage/notes-store.ts'
import type { OpenedDatabase } from './storage/open-database.ts'
import { PassageStore } from './storage/passage-store.ts'
import { unlessFull } from './storage/storage-error.ts'
import { SummaryStore } from './storage/summary-store.ts'
import { SummaryDesk } from './summary/summary-desk.ts'
import { estimateSummary } from './summary/estimate.ts'
import { createSummariser } from './summary/summariser.ts'
import type { SummaryModel } from './summary/summary-work.ts'
import type { Speeds } from './summary/work-meter.ts'

export interface DocumentParts {
  readonly db: OpenedDatabase['db']
  readonly ballast: Ballast
  /** Where bytes of documents are kept. */
  readonly folder: string
  /** For copies that other programs open. */
  readonly copiesFolder: string
  readonly spawnRoom: SpawnRoom
  readonly conversations: ConversationStore
  readonly models: ModelInUse
  readonly engine: Engine
  readonly speeds: () => Speeds
  readonly publish: AgatePublish
  readonly log: Log
}

export interface Documents {
  readonly documents: DocumentDesk
  readonly summaries: SummaryDesk
  readonly questions: DocumentQuestions
}

/** Everything between the reader, the summariser and the window. Nothing is begun before `wake`. */
export async function openDocuments(parts: DocumentParts): Promise<Documents> {
  const { db, publish, log, conversations } = parts
  const store = new DocumentStore(db)
  const attachments = new AttachmentStore(db)
  const read = (id: string) => store.read(id, attachments.ofDocument(id)[0]?.name ?? 'document')
  const notes = new SqliteNotes(db)
  const passages = new PassageStore(db)
  const index = new PassageIndex({ passages, documents: store, log })
  const made = new SummaryStore(db)
  unlessFull(() => parts.ballast.withRoom(() => made.recover()))
  const summaries = new SummaryDesk({
    ...{ publish, log, read },
    exists: (id) => store.exists(id),
    summaries: made,
    summarise: (id) => createSummariser(parts.engine, notes.of(id), parts.speeds),
    model: currentModel(parts.models),
    estimate: (text, mode) => estimateSummary(parts.engine, text, mode, parts.speeds),
  })
  const documents = new DocumentDesk({
    ...{ attachments, conversations, summaries, index, publish, log },
    service: new DocumentService({
      spawn: parts.spawnRoom,
      log: (level, message) => log(level, 'document', { message }),
    }),
    documents: store,
    kept: new KeptBytes(parts.folder),
    copies: new OpenedCopies(parts.copiesFolder),
    newId: randomUUID,
  })
  const questions = new DocumentQuestions({
    ...{ passages, index, documents: store, engine: parts.engine },
    attachments: (conversationId) => documents.list(conversationId),
    allRead: (conversationId, signal) => documents.reading.allRead(conversationId, signal),
    summaryOf: (documentId) => made.result(documentId),
    notesOf: (documentId) => notes.of(documentId),
    model: currentModel(parts.models),
  })
  await attempt('removed documents', () => documents.purge(), log)
  return { documents, summaries, questions }
}

function currentModel(models: ModelInUse): () => Promise<SummaryModel | null> {
  const digests = new ModelDigest()
  return async () => {
    const file = models.current
    const sha256 = file === null ? null : await digests.of(file)
    return file === null || sha256 === null ? null : { name: file.name, sha256 }
  }
}
