import type { Budget } from './budget.ts'
import type { Part } from './part.ts'
import type { Plan } from './plan-document.ts'
import { mostNotes } from './prompts/map-prompt.ts'
import type { Task } from './work-meter.ts'

/** Tokens of a note among others, and of a usual reply in share of the longest. */
const NOTE_TOKENS = 36
const REPLY_SHARE = 0.6
const STATEMENTS = 8

export function partTask({ instructions, budget }: Plan, part: Part, first: boolean): Task {
  // What all parts share is evaluated once.
  return { promptTokens: part.tokens + (first ? instructions : 0), replyTokens: usualReply(budget) }
}

/** What putting the notes together will take, as far as it can be told before they are there; the gist comes last. */
export function mergeTasks({ instructions, budget, parts }: Plan): Task[] {
  if (parts.length === 1) return []
  const tasks: Task[] = []
  let notes = parts.reduce((sum, part) => sum + mostNotes(part.tokens, false), 0)
  for (;;) {
    const groups = Math.max(1, Math.ceil((notes * NOTE_TOKENS) / budget.notes))
    const each = {
      promptTokens: instructions + Math.ceil((notes * NOTE_TOKENS) / groups),
      replyTokens: usualReply(budget),
    }
    for (let group = 0; group < groups; group += 1) tasks.push({ ...each })
    if (groups === 1) break
    // As in merging: at most half of them are left.
    notes = Math.min(groups * STATEMENTS, Math.ceil(notes / 2))
  }
  return [...tasks, { promptTokens: instructions, replyTokens: usualReply(budget) }]
}

function usualReply({ reply }: Budget): number {
  return Math.ceil(reply * REPLY_SHARE)
}
