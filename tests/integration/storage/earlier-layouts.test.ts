import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../../../electron/storage/migrations/index.ts'
import { openDatabase } from '../../../electron/storage/open-database.ts'
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
})
