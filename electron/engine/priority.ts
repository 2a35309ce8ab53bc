import { z } from 'zod'

/** Who goes first: a quick question, then a chat, then work that nobody is waiting for in front of the screen. */
export const Priority = z.enum(['quick', 'chat', 'background'])
export type Priority = z.infer<typeof Priority>

const RANKS: Readonly<Record<Priority, number>> = { quick: 0, chat: 1, background: 2 }

/** Smaller goes first. */
export function rankOf(priority: Priority): number {
  return RANKS[priority]
}
