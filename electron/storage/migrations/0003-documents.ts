import type { Migration } from '../migrate.ts'

/**
 * Documents with their text, where they are attached, and what was made of them. A document stands once for its bytes, the name's
 * extension and the reader that read it, however many conversations it is in; an attachment that is not read yet has none.
 * Every table has a `seq`, by which a damaged database is read row by row.
 */
export const documents: Migration = {
  version: 3,
  sql: `
    CREATE TABLE documents (
      seq            INTEGER PRIMARY KEY,
      id             TEXT NOT NULL UNIQUE,
      sha256         TEXT NOT NULL,
      reader_version INTEGER NOT NULL,
      extension      TEXT NOT NULL,
      kind           TEXT NOT NULL,
      unit           TEXT NOT NULL,
      title          TEXT,
      language       TEXT,
      size_bytes     INTEGER NOT NULL,
      remarks        TEXT NOT NULL,
      drawable       INTEGER NOT NULL CHECK (drawable IN (0, 1)),
      page_count     INTEGER NOT NULL,
      created_at     INTEGER NOT NULL,
      UNIQUE (sha256, extension, reader_version)
    ) STRICT;

    CREATE TABLE pages (
      seq         INTEGER PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
      page        INTEGER NOT NULL,
      label       TEXT NOT NULL,
      verdict     TEXT NOT NULL,
      why         TEXT,
      words       INTEGER NOT NULL,
      pictures    INTEGER NOT NULL CHECK (pictures IN (0, 1)),
      hidden      TEXT NOT NULL,
      text        TEXT NOT NULL,
      UNIQUE (document_id, page)
    ) STRICT;

    CREATE TABLE headings (
      seq         INTEGER PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
      page        INTEGER NOT NULL,
      start       INTEGER NOT NULL,
      level       INTEGER NOT NULL,
      text        TEXT NOT NULL
    ) STRICT;

    CREATE INDEX headings_by_document ON headings (document_id, page, start);

    CREATE TABLE attachments (
      seq             INTEGER PRIMARY KEY,
      id              TEXT NOT NULL UNIQUE,
      conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
      document_id     TEXT REFERENCES documents (id),
      name            TEXT NOT NULL,
      path            TEXT,
      sha256          TEXT,
      state           TEXT NOT NULL CHECK (state IN ('waiting', 'locked', 'failed', 'ready')),
      problem         TEXT,
      recognise       INTEGER NOT NULL DEFAULT 0 CHECK (recognise IN (0, 1)),
      summarise       INTEGER NOT NULL DEFAULT 0 CHECK (summarise IN (0, 1)),
      created_at      INTEGER NOT NULL,
      removed_at      INTEGER,
      CHECK (state <> 'ready' OR document_id IS NOT NULL)
    ) STRICT;

    CREATE INDEX attachments_by_conversation ON attachments (conversation_id, seq);
    CREATE INDEX attachments_by_document ON attachments (document_id);
    CREATE INDEX attachments_waiting ON attachments (seq) WHERE state = 'waiting' OR recognise = 1;

    CREATE TABLE summaries (
      seq         INTEGER PRIMARY KEY,
      document_id TEXT NOT NULL UNIQUE REFERENCES documents (id) ON DELETE CASCADE,
      wish        TEXT NOT NULL,
      state       TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'paused', 'failed', 'done')),
      asked       INTEGER NOT NULL CHECK (asked IN (0, 1)),
      progress    TEXT NOT NULL,
      result      TEXT
    ) STRICT;

    CREATE TABLE summary_parts (
      seq         INTEGER PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
      part        INTEGER NOT NULL,
      view        TEXT NOT NULL,
      UNIQUE (document_id, part)
    ) STRICT;

    CREATE TABLE notes (
      seq         INTEGER PRIMARY KEY,
      key         TEXT NOT NULL UNIQUE,
      document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
      notes       TEXT NOT NULL
    ) STRICT;

    CREATE INDEX notes_by_document ON notes (document_id);

    ALTER TABLE messages ADD COLUMN from_documents TEXT;
  `,
}
