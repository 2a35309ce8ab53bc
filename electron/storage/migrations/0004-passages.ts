import type { Migration } from '../migrate.ts'

/**
 * Where the words of documents stand. All of it is made from their pages, and goes with them: it is not carried over from a
 * damaged database but made anew. The index holds no text of its own; marks (M) belong to words, as in Hindi and Thai.
 */
export const passages: Migration = {
  version: 4,
  sql: `
    CREATE TABLE passages (
      id          INTEGER PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
      position    INTEGER NOT NULL,
      sentences   TEXT NOT NULL,
      UNIQUE (document_id, position)
    ) STRICT;

    CREATE TABLE indexed_documents (
      document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    CREATE VIRTUAL TABLE passage_words USING fts5 (
      text, content = '', contentless_delete = 1,
      tokenize = "porter unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
    );

    CREATE TRIGGER passage_deleted AFTER DELETE ON passages BEGIN
      DELETE FROM passage_words WHERE rowid = old.id;
    END;

    CREATE TRIGGER page_of_passages_deleted AFTER DELETE ON pages BEGIN
      DELETE FROM indexed_documents WHERE document_id = old.document_id;
      DELETE FROM passages WHERE document_id = old.document_id;
    END;
  `,
}
