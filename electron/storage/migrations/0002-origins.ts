import type { Migration } from '../migrate.ts'

/**
 * Where a conversation began: in the window, or as a quick question. One that was asked privately is listed nowhere and
 * deleted when its window closes, or at the next start.
 */
export const origins: Migration = {
  version: 2,
  sql: `
    ALTER TABLE conversations ADD COLUMN origin TEXT NOT NULL DEFAULT 'window'
      CHECK (origin IN ('window', 'quick', 'private'));
  `,
}
