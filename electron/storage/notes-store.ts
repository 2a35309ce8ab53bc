import type { Database, Statement } from 'better-sqlite3'
import { z } from 'zod'
import type { KeptNotes, NotesStore } from '../summary/summary-work.ts'

const Kept = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(
    z.object({
      notes: z.array(z.object({ text: z.string(), origin: z.enum(['model', 'source']), sentences: z.array(z.int()) })),
      evaluatedTokens: z.int(),
      generatedTokens: z.int(),
      reply: z.object({ text: z.string(), cutOff: z.boolean() }).optional(),
    }),
  )

/**
 * What was made of parts of documents. A note is found by its key, whichever document it was made for, and goes with that
 * document. Errors of a full disk are thrown.
 */
export class SqliteNotes {
  readonly #get: Statement
  readonly #put: Statement

  constructor(db: Database) {
    this.#get = db.prepare('SELECT notes FROM notes WHERE key = ?').pluck()
    this.#put = db.prepare(
      `INSERT INTO notes (key, document_id, notes) VALUES (@key, @documentId, @notes)
       ON CONFLICT (key) DO UPDATE SET document_id = excluded.document_id, notes = excluded.notes`,
    )
  }

  of(documentId: string): NotesStore {
    return {
      get: (key) => {
        const row = this.#get.get(key)
        return row === undefined ? null : Kept.parse(row)
      },
      put: (key: string, notes: KeptNotes) => {
        this.#put.run({ key, documentId, notes: JSON.stringify(notes) })
      },
    }
  }
}
