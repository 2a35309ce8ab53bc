import Database, { type Database as Connection } from 'better-sqlite3'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

const Row = z.object({
  conversation: z.string(),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  status: z.string(),
  endReason: z.string().nullable(),
})
export type SavedMessage = z.infer<typeof Row>

const MESSAGES = `SELECT conversation_id AS conversation, role, text, status, end_reason AS endReason
                  FROM messages ORDER BY seq`

/** Reads what is on disk as another program would find it now: from a copy, so that looking changes nothing. */
export class DatabaseReader {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  messages(): SavedMessage[] {
    return this.#read((db) => z.array(Row).parse(db.prepare(MESSAGES).all()))
  }

  /** Where each conversation began, oldest first. */
  origins(): unknown[] {
    return this.#read((db) => db.prepare('SELECT origin FROM conversations ORDER BY seq').pluck().all())
  }

  attachments(): unknown[] {
    return this.#read((db) => db.prepare('SELECT name, state FROM attachments ORDER BY seq').all())
  }

  /** Ids, oldest first. */
  documents(): string[] {
    return this.#read((db) =>
      z.array(z.string()).parse(db.prepare('SELECT id FROM documents ORDER BY seq').pluck().all()),
    )
  }

  summaries(): unknown[] {
    return this.#read((db) => db.prepare('SELECT state FROM summaries ORDER BY seq').all())
  }

  /** What was made of parts, oldest first. */
  notes(): unknown[] {
    return this.#read((db) => db.prepare('SELECT seq, key, notes FROM notes ORDER BY seq').all())
  }

  integrity(): unknown {
    return this.#read((db) => [db.pragma('integrity_check', { simple: true }), db.pragma('foreign_key_check')])
  }

  #read<T>(look: (db: Connection) => T): T {
    const folder = mkdtempSync(join(tmpdir(), 'agate-db-'))
    try {
      for (const suffix of ['', '-wal']) {
        if (existsSync(this.#file + suffix)) cpSync(this.#file + suffix, join(folder, `copy.db${suffix}`))
      }
      const db = new Database(join(folder, 'copy.db'))
      try {
        return look(db)
      } finally {
        db.close()
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
}
