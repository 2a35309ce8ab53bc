import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { DocumentStore } from '../../../electron/storage/document-store.ts'
import { MIGRATIONS } from '../../../electron/storage/migrations/index.ts'
import { openDatabase } from '../../../electron/storage/open-database.ts'
import { type NewPassage, PassageStore } from '../../../electron/storage/passage-store.ts'
import { readDocument, storeDocument } from '../../support/documents/stored-document.ts'
import { answered, openStore, type StoreUnderTest } from '../../support/store-under-test.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const passage = (text: string, page = 1): NewPassage => ({ text, sentences: [{ page, from: 0, to: text.length }] })

function start(...texts: string[]) {
  const store = openStore(tempFolder())
  closing.push(() => store.close())
  const passages = new PassageStore(store.db)
  const { conversationId, id } = aDocument(store, texts)
  passages.begin(id)
  passages.add(
    id,
    texts.map((text, index) => passage(text, index + 1)),
  )
  passages.complete(id, true)
  return { store, passages, conversationId, id, documents: new DocumentStore(store.db) }
}

function aDocument(
  store: StoreUnderTest,
  pages: readonly string[],
  conversationId = answered(store, 'Hello', 'Hello'),
) {
  return { conversationId, ...storeDocument(store, conversationId, readDocument('a.pdf', pages)) }
}

const pagesFound = (passages: PassageStore, id: string, ...words: string[]) =>
  passages.search([id], words, 8).map(({ sentences }) => sentences[0]?.page)

describe('PassageStore', () => {
  it('finds a passage by other forms of its words, without accents, best first', () => {
    const { passages, id } = start('The fees were raised.', 'Nothing.', 'The résumé lists fees and raising of fees.')
    expect(pagesFound(passages, id, 'fee')).toEqual([3, 1])
    expect(pagesFound(passages, id, 'resume')).toEqual([3])
    expect(pagesFound(passages, id, 'absent')).toEqual([])
  })

  it.each([
    ['Chinese', '本合同自二零二六年生效。', '合同', '价格'],
    ['Japanese', '契約は来年の三月に終了します。', '終了', '価格'],
    ['Korean', '계약은 내년 3월에 종료됩니다.', '계약이', '가격'],
    ['Thai', 'สัญญานี้สิ้นสุดในเดือนมีนาคม', 'สิ้นสุด', 'ฟุตบอล'],
    ['Hindi', 'यह अनुबंध मार्च में समाप्त होता है।', 'अनुबंध', 'कीमत'],
    ['Arabic', 'ينتهي العقد في شهر مارس.', 'العقد', 'السعر'],
  ])('finds words of %s', (_language, text, there, absent) => {
    const { passages, id } = start(text)
    expect(pagesFound(passages, id, there)).toEqual([1])
    expect(pagesFound(passages, id, absent)).toEqual([])
  })

  it.each([
    '"',
    '" OR text:*',
    'NEAR(a b)',
    'fees AND',
    '(fees',
    '^fees',
    '-fees',
    'text: fees',
    '*',
    "'; DROP TABLE passages",
    '\0',
  ])('takes %j for words, whatever it means to the index', (hostile) => {
    const { passages, id } = start('The fees were raised.', 'near and drop')
    expect(() => passages.search([id], [hostile], 8)).not.toThrow()
    expect(pagesFound(passages, id, hostile, 'fees')).toContain(1)
  })

  it('looks into the documents it is asked about, and no others', () => {
    const { store, passages, conversationId, id } = start('The fees were raised.')
    const other = aDocument(store, ['The fees were lowered.'], conversationId)
    passages.add(other.id, [passage('The fees were lowered.')])
    expect(passages.search([id], ['fees'], 8).map(({ documentId }) => documentId)).toEqual([id])
    expect(passages.search([id, other.id], ['fees'], 8)).toHaveLength(2)
    expect(passages.search([], ['fees'], 8)).toEqual([])
  })

  it('forgets the words of a page with its text, and of no other, and has it indexed anew', () => {
    const { store, passages, documents, id } = start('The fees were raised.', 'The fees were paid.')
    expect(passages.incomplete()).toEqual([])
    for (const page of readDocument('a.pdf', ['The charges were raised.']).pages) documents.replacePage(id, page)
    expect(passages.isComplete(id)).toBe(false)
    expect(passages.isBuilt(id)).toBe(true)
    expect(passages.incomplete()).toEqual([id])
    expect(pagesFound(passages, id, 'fees')).toEqual([2])
    expect(store.db.prepare('SELECT count(*) FROM passage_words').pluck().get()).toBe(1)
  })

  it('forgets what was read of a page before it was replaced, and written after that', () => {
    const { store, passages, documents } = start('Another.')
    const { id } = aDocument(store, ['The fees were raised.', 'The fees were paid.'])
    passages.begin(id)
    for (const page of readDocument('a.pdf', ['The charges were raised.']).pages) documents.replacePage(id, page)
    passages.add(id, [passage('The fees were raised.'), passage('The fees were paid.', 2)])
    passages.complete(id, true)
    expect(passages.isComplete(id)).toBe(false)
    const gap = passages.gap(id)
    expect(gap).toMatchObject({ page: 1, before: null, after: { sentences: [{ page: 2 }] } })
    expect(pagesFound(passages, id, 'fees')).toEqual([2])
    if (gap === null) throw new Error('No gap')
    const filling = [passage('The charges were raised.'), passage('The fees were paid.', 2)]
    passages.fill(id, { gap, to: 2, passages: filling })
    expect(passages.isComplete(id)).toBe(true)
    expect(passages.count([id])).toBe(2)
    expect(pagesFound(passages, id, 'charges')).toEqual([1])
  })

  it('takes nothing for complete of a document without text of which a page was replaced', () => {
    const { store, passages, documents } = start('Another.')
    const { id } = aDocument(store, [''])
    passages.begin(id)
    passages.complete(id, false)
    expect(passages.isComplete(id)).toBe(true)
    for (const page of readDocument('a.pdf', ['The charges were raised.']).pages) documents.replacePage(id, page)
    expect(passages.isBuilt(id)).toBe(false)
  })

  it('forgets a document that is deleted', () => {
    const { store, passages, id } = start('The fees were raised.')
    store.db.prepare('DELETE FROM attachments').run()
    new DocumentStore(store.db).purge()
    expect(passages.search([id], ['fees'], 8)).toEqual([])
    expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok')
  })

  it('has documents of an older layout indexed', () => {
    const path = join(tempFolder(), 'agate.db')
    const older = openDatabase({ path, migrations: MIGRATIONS.slice(0, 3) })
    if (!older.ok) throw new Error(older.error.message)
    older.value.db.exec(`
      INSERT INTO conversations (id, title, created_at, updated_at, activity) VALUES ('c', 'Title', 0, 0, 0);
      INSERT INTO documents (id, sha256, reader_version, extension, kind, unit, size_bytes, remarks, drawable, page_count, created_at)
        VALUES ('d', 'f', 1, '.txt', 'text', 'part', 1, '[]', 0, 0, 0);
      INSERT INTO attachments (id, conversation_id, document_id, name, state, created_at) VALUES ('a', 'c', 'd', 'a.txt', 'ready', 0);
    `)
    older.value.close()
    const newer = openDatabase({ path })
    if (!newer.ok) throw new Error(newer.error.message)
    closing.push(newer.value.close)
    expect(new PassageStore(newer.value.db).incomplete()).toEqual(['d'])
  })
})
