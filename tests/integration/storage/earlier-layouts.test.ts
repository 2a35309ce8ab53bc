import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../../../electron/storage/migrations/index.ts'
import { openDatabase } from '../../../electron/storage/open-database.ts'
import { PassageStore } from '../../../electron/storage/passage-store.ts'
import { openStore } from '../../support/store-under-test.ts'
import { tempFolder } from '../../support/temp-folder.ts'

/** A database as the first `versions` layouts made it. */
function openedAt(folder: string, versions: number) {
  const result = openDatabase({ path: join(folder, 'agate.db'), migrations: MIGRATIONS.slice(0, versions) })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

describe('A database of an earlier layout', () => {
  it('says of conversations from before that they began in the window', () => {
    const folder = tempFolder()
    const { db, close } = openedAt(folder, 1)
    db.exec(
      `INSERT INTO conversations (id, title, created_at, updated_at, activity) VALUES ('${randomUUID()}', 'Old', 1, 1, 1)`,
    )
    close()
    const store = openStore(folder)
    expect(store.conversations.list()).toMatchObject([{ title: 'Old', origin: 'window' }])
    store.close()
  })

  it('adds documents to conversations from before, and leaves these as they were', () => {
    const folder = tempFolder()
    const { db, close } = openedAt(folder, 2)
    const [conversation, question, reply] = [randomUUID(), randomUUID(), randomUUID()]
    db.exec(`
      INSERT INTO conversations (id, title, origin, created_at, updated_at, activity) VALUES ('${conversation}', 'Old', 'quick', 1, 1, 1);
      INSERT INTO messages (id, conversation_id, role, text, status, created_at)
        VALUES ('${question}', '${conversation}', 'user', 'A question', 'complete', 1);
      INSERT INTO messages (id, conversation_id, parent_id, role, text, status, end_reason, created_at)
        VALUES ('${reply}', '${conversation}', '${question}', 'assistant', 'An answer', 'complete', 'end', 1);
    `)
    close()
    const store = openStore(folder)
    expect(store.conversations.list()).toMatchObject([{ title: 'Old', origin: 'quick', documents: 0 }])
    expect(store.messages.list(conversation)).toMatchObject([
      { text: 'A question', fromDocuments: null },
      { text: 'An answer', fromDocuments: null },
    ])
    store.close()
  })

  it('says of replies from before that the first exchange was kept, and not how large the context was', () => {
    const folder = tempFolder()
    const { db, close } = openedAt(folder, 4)
    const [conversation, question, reply] = [randomUUID(), randomUUID(), randomUUID()]
    db.exec(`
      INSERT INTO conversations (id, title, created_at, updated_at, activity) VALUES ('${conversation}', 'Old', 1, 1, 1);
      INSERT INTO messages (id, conversation_id, role, text, status, created_at)
        VALUES ('${question}', '${conversation}', 'user', 'A question', 'complete', 1);
      INSERT INTO messages (id, conversation_id, parent_id, role, text, status, end_reason, model, device, omitted_messages, created_at)
        VALUES ('${reply}', '${conversation}', '${question}', 'assistant', 'An answer', 'complete', 'end', 'Gemma', 'Processor', 4, 1);
    `)
    close()
    const store = openStore(folder)
    expect(store.messages.list(conversation)[1]?.figures).toMatchObject({
      omittedMessages: 4,
      omitsFirst: false,
      contextSize: null,
    })
    store.close()
  })

  it('has documents indexed anew whose passages do not stand by their place', () => {
    const folder = tempFolder()
    const { db, close } = openedAt(folder, 5)
    db.exec(`
      INSERT INTO conversations (id, title, created_at, updated_at, activity) VALUES ('c', 'Old', 1, 1, 1);
      INSERT INTO documents (id, sha256, reader_version, extension, kind, unit, size_bytes, remarks, drawable, page_count, created_at)
        VALUES ('d', 'f', 1, '.txt', 'text', 'part', 1, '[]', 0, 1, 0);
      INSERT INTO pages (document_id, page, label, verdict, words, pictures, hidden, text) VALUES ('d', 1, '1', 'read', 1, 0, '[]', 'Fees');
      INSERT INTO attachments (id, conversation_id, document_id, name, state, created_at) VALUES ('a', 'c', 'd', 'a.txt', 'ready', 0);
      INSERT INTO passages (id, document_id, position, sentences) VALUES (1, 'd', 0, '[[1,0,4]]');
      INSERT INTO passage_words (rowid, text) VALUES (1, 'Fees');
      INSERT INTO indexed_documents (document_id) VALUES ('d');
    `)
    close()
    const store = openStore(folder)
    const passages = new PassageStore(store.db)
    expect(passages.incomplete()).toEqual(['d'])
    expect(store.db.prepare('SELECT count(*) FROM passage_words').pluck().get()).toBe(0)
    passages.begin('d')
    passages.add('d', [{ text: 'Fees', sentences: [{ page: 1, from: 0, to: 4 }] }])
    passages.complete('d', true)
    expect(passages.search(['d'], ['fees'], 8)).toHaveLength(1)
    expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok')
    store.close()
  })
})
