import Database from 'better-sqlite3'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AttachmentStore } from '../../../electron/storage/attachment-store.ts'
import { DocumentStore } from '../../../electron/storage/document-store.ts'
import { SqliteNotes } from '../../../electron/storage/notes-store.ts'
import { openDatabase } from '../../../electron/storage/open-database.ts'
import { salvage } from '../../../electron/storage/salvage.ts'
import { SummaryStore } from '../../../electron/storage/summary-store.ts'
import { NO_FIGURES } from '../../../electron/summary/summary-job.ts'
import { readDocument, storeDocument } from '../../support/documents/stored-document.ts'
import { answered, openStore } from '../../support/store-under-test.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const PAGES = Array.from(
  { length: 5 },
  (_, page) => `Page ${page}. ${'A sentence of a document that is kept. '.repeat(60)}`,
)
const WISH = { mode: 'full', length: 'medium', language: null } as const
const MADE = {
  notes: [{ text: 'A note', origin: 'model' as const, sentences: [1] }],
  evaluatedTokens: 1,
  generatedTokens: 1,
}

/** Documents with their summaries and notes; returns their ids. */
function filled(folder: string, count: number): string[] {
  const store = openStore(folder)
  const conversation = answered(store, 'A question', 'An answer')
  const ids = Array.from({ length: count }, (_, at) => {
    const { id } = storeDocument(store, conversation, readDocument(`${at}.pdf`, PAGES))
    new SummaryStore(store.db).wish({ documentId: id, wish: WISH, asked: true, progress: NO_FIGURES })
    new SqliteNotes(store.db).of(id).put(`key of ${id}`, MADE)
    return id
  })
  store.close()
  return ids
}

function opened(folder: string) {
  const result = openDatabase({ path: join(folder, 'agate.db') })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

/** Overwrites a share of the file, and leaves the mark of an Agate that was killed. */
function damage(folder: string, from: number, pages: number): void {
  const path = join(folder, 'agate.db')
  const bytes = readFileSync(path)
  const first = Math.floor(bytes.length / 4096 / from)
  bytes.fill(0xff, first * 4096, (first + pages) * 4096)
  writeFileSync(path, bytes)
  writeFileSync(`${path}.state`, 'open')
}

describe('A damaged database with documents', () => {
  it('gives back whole documents with what was made of them, and has the others read again', () => {
    const folder = tempFolder()
    const ids = filled(folder, 30)
    damage(folder, 2, 2)
    const { db, notices, close } = opened(folder)
    expect(notices[0]?.message).toMatch(/^1 conversations with 2 messages and \d+ documents could be read/u)
    const documents = new DocumentStore(db)
    const summaries = new SummaryStore(db)
    const kept = ids.filter((id) => documents.exists(id))
    expect(kept.length).toBeGreaterThan(20)
    for (const id of kept) {
      expect(documents.read(id, 'x.pdf')?.pages.map(({ text }) => text)).toEqual(PAGES)
      expect(summaries.get(id)).toMatchObject({ wish: WISH, state: 'waiting' })
      expect(new SqliteNotes(db).of(id).get(`key of ${id}`)).toEqual(MADE)
    }
    const attachments = new AttachmentStore(db)
    const conversation = String(db.prepare('SELECT id FROM conversations').pluck().get())
    const states = attachments.list(conversation).map(({ documentId, state }) => [documentId !== null, state])
    expect(states.filter(([has]) => has === true).every(([, state]) => state === 'ready')).toBe(true)
    expect(states.filter(([has]) => has === false).every(([, state]) => state === 'waiting')).toBe(true)
    expect(db.pragma('foreign_key_check')).toEqual([])
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    close()
  })

  it('loses none where the gap that a deleted document left is longer than any it would search', async () => {
    const folder = tempFolder()
    const store = openStore(folder)
    const conversation = answered(store, 'A question', 'An answer')
    const long = storeDocument(
      store,
      conversation,
      readDocument(
        'long.pdf',
        Array.from({ length: 10_500 }, () => 'A page.'),
      ),
    )
    await long.kept
    const after = storeDocument(store, conversation, readDocument('after.pdf', PAGES))
    new AttachmentStore(store.db).remove(long.attachmentId)
    new AttachmentStore(store.db).purge()
    new DocumentStore(store.db).purge()
    store.close()
    const rescue = openStore(tempFolder())
    expect(salvage(join(folder, 'agate.db'), rescue.db)).toEqual({ conversations: 1, messages: 2, documents: 1 })
    expect(new DocumentStore(rescue.db).read(after.id, 'after.pdf')?.pages).toHaveLength(PAGES.length)
    rescue.close()
  })
})

describe('A row that no table of Agate could hold', () => {
  it('is left out, and all others are carried over', () => {
    const folder = tempFolder()
    const path = join(folder, 'agate.db')
    const store = openStore(folder)
    for (const question of ['First', 'Second', 'Third']) answered(store, question, 'An answer')
    store.close()
    loosen(path)
    const broken = new Database(path)
    broken.exec("UPDATE conversations SET created_at = 'yesterday' WHERE title = 'Second'")
    broken.exec("UPDATE messages SET created_at = 'yesterday' WHERE text = 'First'")
    broken.close()
    const rescue = openStore(tempFolder())
    expect(salvage(path, rescue.db)).toEqual({ conversations: 2, messages: 3, documents: 0 })
    expect(rescue.conversations.list().map(({ title }) => title)).toEqual(['Third', 'First'])
    expect(rescue.db.pragma('foreign_key_check')).toEqual([])
    rescue.close()
  })
})

/** Its tables take values of any type, as a bad page does. */
function loosen(path: string): void {
  const db = new Database(path)
  db.unsafeMode()
  db.exec("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '')")
  db.close()
}
