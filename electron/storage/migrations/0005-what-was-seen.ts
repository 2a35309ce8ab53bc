import type { Migration } from '../migrate.ts'

/**
 * What a reply was made from, so that the next one goes on from there: whether the first exchange had left too, and how
 * large the context was. Of older replies the first is taken as kept, and the second is not known.
 */
export const whatWasSeen: Migration = {
  version: 5,
  sql: `
    ALTER TABLE messages ADD COLUMN omits_first INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE messages ADD COLUMN context_size INTEGER;
  `,
}
