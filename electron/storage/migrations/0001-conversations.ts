import type { Migration } from '../migrate.ts'

/**
 * Conversations and their messages as a tree. `seq` is the order of everything: clocks jump, integers do not.
 * A deleted conversation keeps its rows until it is purged, so that deleting can be undone.
 */
export const conversations: Migration = {
  version: 1,
  sql: `
    CREATE TABLE conversations (
      seq         INTEGER PRIMARY KEY,
      id          TEXT NOT NULL UNIQUE,
      title       TEXT NOT NULL,
      created_at  INTEGER NOT NULL,
      updated_at  INTEGER NOT NULL,
      activity    INTEGER NOT NULL,
      deleted_at  INTEGER
    ) STRICT;

    CREATE INDEX conversations_by_activity ON conversations (activity DESC) WHERE deleted_at IS NULL;

    CREATE TABLE messages (
      seq               INTEGER PRIMARY KEY,
      id                TEXT NOT NULL UNIQUE,
      conversation_id   TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
      parent_id         TEXT REFERENCES messages (id) ON DELETE CASCADE,
      role              TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
      text              TEXT NOT NULL,
      status            TEXT NOT NULL CHECK (status IN ('complete', 'streaming', 'stopped', 'interrupted')),
      end_reason        TEXT CHECK (end_reason IN ('end', 'length', 'repetition', 'user', 'window-closed', 'engine-crash',
                                                   'engine-hang', 'disk-full', 'app-exit', 'error')),
      model             TEXT,
      device            TEXT,
      prompt_tokens     INTEGER,
      tokens            INTEGER,
      tokens_per_second REAL,
      omitted_messages  INTEGER,
      created_at        INTEGER NOT NULL,
      CHECK (role = 'assistant' OR (status = 'complete' AND end_reason IS NULL)),
      CHECK (role = 'user' OR (status = 'streaming') = (end_reason IS NULL))
    ) STRICT;

    CREATE INDEX messages_by_conversation ON messages (conversation_id, seq);
    CREATE INDEX messages_by_parent ON messages (parent_id);
    CREATE INDEX messages_streaming ON messages (status) WHERE status = 'streaming';
  `,
}
