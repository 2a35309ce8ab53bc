import type { Migration } from '../migrate.ts'

/**
 * A replaced page takes the passages with it that it is in, and no others: the pages of a long document are replaced one by one
 * while it is recognised. What was indexed is made anew once, for passages stand by their place now. Where a document has
 * nothing but tables of contents, these are indexed, and that may be another now: it is indexed as a whole again.
 */
export const replacedPages: Migration = {
  version: 6,
  sql: `
    DROP TRIGGER page_of_passages_deleted;
    DROP TABLE passages;
    INSERT INTO passage_words (passage_words) VALUES ('delete-all');
    DELETE FROM indexed_documents;
    ALTER TABLE indexed_documents ADD COLUMN has_text INTEGER NOT NULL DEFAULT 1 CHECK (has_text IN (0, 1));

    CREATE TABLE passages (
      id          INTEGER PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
      first_page  INTEGER NOT NULL,
      start       INTEGER NOT NULL,
      last_page   INTEGER NOT NULL,
      sentences   TEXT NOT NULL,
      UNIQUE (document_id, first_page, start)
    ) STRICT;

    CREATE INDEX passages_by_end ON passages (document_id, last_page, first_page);

    CREATE TRIGGER passage_deleted AFTER DELETE ON passages BEGIN
      DELETE FROM passage_words WHERE rowid = old.id;
    END;

    CREATE TABLE replaced_pages (
      document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
      page        INTEGER NOT NULL,
      PRIMARY KEY (document_id, page)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER page_replaced AFTER DELETE ON pages WHEN EXISTS (SELECT 1 FROM documents WHERE id = old.document_id) BEGIN
      INSERT OR IGNORE INTO replaced_pages (document_id, page) VALUES (old.document_id, old.page);
      DELETE FROM passages WHERE document_id = old.document_id AND first_page <= old.page AND last_page >= old.page;
      DELETE FROM indexed_documents WHERE document_id = old.document_id AND has_text = 0;
    END;
  `,
}
