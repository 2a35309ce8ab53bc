import { z } from 'zod'
import { Id } from './id.ts'

export const TITLE_MAX = 200

export const Title = z.string().trim().min(1).max(TITLE_MAX)

/** Where a conversation began. */
export const Origin = z.enum(['window', 'quick', 'private'])
export type Origin = z.infer<typeof Origin>

export const Conversation = z.object({
  id: Id,
  title: z.string(),
  origin: Origin,
  /** Documents that are in it. */
  documents: z.int().nonnegative(),
  /** Milliseconds since 1970, UTC; for display only. The order of messages never depends on a clock. */
  createdAt: z.int(),
  updatedAt: z.int(),
})
export type Conversation = z.infer<typeof Conversation>

const TITLE_CHARACTERS = 60
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** A first title from what was asked: its first line, cut at a word to about 60 characters. */
export function titleFrom(question: string): string {
  const line = question.trim().split(/\r?\n/u, 1)[0]?.replace(/\s+/gu, ' ') ?? ''
  if (line === '') return 'New chat'
  let cut = ''
  let count = 0
  for (const { segment } of characters.segment(line)) {
    if (count === TITLE_CHARACTERS) {
      const lastSpace = cut.lastIndexOf(' ')
      return `${lastSpace > TITLE_CHARACTERS / 2 ? cut.slice(0, lastSpace) : cut}…`
    }
    cut += segment
    count += 1
  }
  return line
}
