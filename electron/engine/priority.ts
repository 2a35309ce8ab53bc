import { z } from 'zod'

/** Who goes first: a quick question, then a chat, then work that nobody is waiting for in front of the screen. */
export const Priority = z.enum(['quick', 'chat', 'background'])
export type Priority = z.infer<typeof Priority>

/** `ahead`: what nobody has asked for yet gives way to everything that somebody did. */
export type Urgency = Priority | 'ahead'

const RANKS: Readonly<Record<Urgency, number>> = { quick: 0, chat: 1, background: 2, ahead: 3 }

/** Smaller goes first. */
export function rankOf(priority: Urgency): number {
  return RANKS[priority]
}
