import { randomUUID } from 'node:crypto'
import type { ReadDocument } from '../../shared/model/document.ts'
import type { Attachment } from '../../shared/model/attachment.ts'
import { EndSignal } from '../../electron/end-signal.ts'
import { DocumentQuestions } from '../../electron/questions/document-questions.ts'
import { PassageIndex } from '../../electron/questions/passage-index.ts'
import { AttachmentStore } from '../../electron/storage/attachment-store.ts'
import { DocumentStore } from '../../electron/storage/document-store.ts'
import { SqliteNotes } from '../../electron/storage/notes-store.ts'
import { PassageStore } from '../../electron/storage/passage-store.ts'
import { SummaryStore } from '../../electron/storage/summary-store.ts'
import { ScriptedEngine } from '../fakes/scripted-engine.ts'
import { ask, follow, lastReply, never, startChat } from './chat-under-test.ts'
import { readDocument, storeDocument } from './documents/stored-document.ts'
import { answered, type StoreUnderTest } from './store-under-test.ts'

/** A conversation with these documents, and a chat that answers from them. */
export function startQuestions(documents: readonly ReadDocument[], engine = new ScriptedEngine()) {
  let questions: DocumentQuestions | null = null
  const started = startChat(engine, undefined, undefined, (question) => questions?.answer(question) ?? null)
  const { store, chat } = started
  const tools = { documents: new DocumentStore(store.db), passages: new PassageStore(store.db) }
  const summaries = new SummaryStore(store.db)
  /** Those that are not ready. */
  const attached: Attachment[] = []
  const reading = new EndSignal()
  const list = (id: string) => [...attachmentsOf(store, tools.documents, id), ...attached]
  const index = new PassageIndex({ ...tools, log: (_level, event) => started.logged.push(event) })
  questions = new DocumentQuestions({
    ...{ ...tools, engine, index },
    attachments: list,
    allRead: async (id, signal) => {
      const isArriving = () => attached.some(({ state }) => state === 'waiting' || state === 'reading')
      while (isArriving() && !signal.aborted) await reading.next(signal)
      return list(id)
    },
    summaryOf: (id) => summaries.result(id),
    notesOf: (id) => new SqliteNotes(store.db).of(id),
    model: () => Promise.resolve({ name: 'Scripted model', sha256: 'f00' }),
  })
  const conversationId = answered(store, 'Hello', 'Hello, what can I do for you?')
  const ids = documents.map((document) => storeDocument(store, conversationId, document))
  return {
    ...{ ...started, ...tools, index, summaries, conversationId, ids },
    /** Another one that is not ready, until what is returned is called with what it holds. */
    attach: (name: string, state: 'waiting' | 'reading' | 'locked' | 'failed') => {
      const id = randomUUID()
      attached.push({ id, conversationId, name, state, progress: null, problem: null, document: null })
      return (document: ReadDocument) => {
        attached.splice(
          attached.findIndex((one) => one.id === id),
          1,
        )
        storeDocument(store, conversationId, document)
        reading.tell()
      }
    },
    ask: (text: string, signal = never) => ask(chat, text, conversationId, signal),
    scan: (text: string, signal = never) => follow(chat.send({ conversationId, text, scan: true }, signal)),
    reply: () => lastReply(store, conversationId),
  }
}

export const onePage = (text: string) => [readDocument('report.pdf', [text])]

function attachmentsOf(store: StoreUnderTest, documents: DocumentStore, conversationId: string): Attachment[] {
  return new AttachmentStore(store.db).list(conversationId).map(({ id, name, state, documentId }) => ({
    ...{ id, conversationId, name, state, progress: null, problem: null },
    document: documentId === null ? null : documents.info(documentId, name),
  }))
}
