import { describe, expect, it } from 'vitest'
import { DocumentQuestions } from '../../electron/questions/document-questions.ts'
import { PassageIndex } from '../../electron/questions/passage-index.ts'
import { DocumentStore } from '../../electron/storage/document-store.ts'
import { SqliteNotes } from '../../electron/storage/notes-store.ts'
import { PassageStore } from '../../electron/storage/passage-store.ts'
import type { Attachment } from '../../shared/model/attachment.ts'
import { readDocument, storeDocument } from '../support/documents/stored-document.ts'
import { STARTER_MODEL } from '../support/engine-paths.ts'
import { modelFile, startEngine } from '../support/engine-under-test.ts'
import { answered, openStore } from '../support/store-under-test.ts'
import { tempFolder } from '../support/temp-folder.ts'

const LIBRARY =
  'The town library opens at nine on weekdays. On Sundays the library is closed. Membership costs 12 euros a year. ' +
  'Books may be kept for four weeks. The head of the library is Anna Berg. A lost book must not be replaced by a copy.'

/** What the starter model answers about the library, and what that rests on. */
async function answerOf(text: string) {
  const { engine } = startEngine()
  engine.useModel(modelFile(STARTER_MODEL, 'Starter'))
  const store = openStore(tempFolder())
  const documents = new DocumentStore(store.db)
  const passages = new PassageStore(store.db)
  const conversationId = answered(store, 'Hello', 'Hello')
  const { id } = storeDocument(store, conversationId, readDocument('library.pdf', [LIBRARY]))
  const attachment: Attachment = {
    ...{ id: 'a', conversationId, name: 'library.pdf', state: 'ready', progress: null, problem: null },
    document: documents.info(id, 'library.pdf'),
  }
  const questions = new DocumentQuestions({
    ...{ documents, passages, engine },
    index: new PassageIndex({ documents, passages, log: () => undefined }),
    attachments: () => [attachment],
    allRead: () => Promise.resolve([attachment]),
    summaryOf: () => null,
    notesOf: (documentId) => new SqliteNotes(store.db).of(documentId),
    model: () => Promise.resolve({ name: 'Starter', sha256: 'aa' }),
  })
  const answer = questions.answer({ conversationId, text, history: [], scan: false })
  const said = { text: '', citations: [] as readonly { page: number; quote: string }[], found: false }
  for await (const event of answer?.(new AbortController().signal) ?? []) {
    if (event.type === 'text') said.text += event.text
    if (event.type === 'from-documents') Object.assign(said, event.fromDocuments)
  }
  store.close()
  return said
}

describe('A question about a document, to the starter model', () => {
  it.each([
    'What does membership cost?',
    'When is the library closed?',
    'Who won the championship of 1974, and how high was the tower?',
  ])('is answered by what the document says, with its sentences, or not at all: %s', async (question) => {
    const { text, citations, found } = await answerOf(question)
    for (const { quote } of citations) expect(LIBRARY).toContain(quote)
    if (found) {
      expect(citations.length).toBeGreaterThan(0)
      citations.forEach((_, at) => {
        expect(text).toContain(`[${at + 1}]`)
      })
    } else expect(text).toMatch(/^\*\*Not found in this document\.\*\* The only page with text was searched\./u)
    const numbers = text.replaceAll(/\[\d+\]/gu, '').match(/\d+/gu) ?? []
    for (const number of numbers) expect(LIBRARY).toContain(number)
  })
})
