import type { Message, ReplyFigures } from '../../shared/model/message.ts'
import type { ChatTurn } from '../engine/engine.ts'

/** Share of the limit that a history is cut back to, so that the turns after it fit without cutting again. */
const CUT_TO = 0.6

/** A question with what was answered to it; the unit in which a history is shortened. */
export interface Exchange {
  readonly turns: readonly ChatTurn[]
  /** Stored messages this stands for. */
  readonly messages: number
}

/**
 * The stored messages as exchanges, oldest first. Roles must alternate for the model, so a question that got no answer is joined with
 * the one after it.
 */
export function toExchanges(messages: readonly Pick<Message, 'role' | 'text'>[]): Exchange[] {
  const exchanges: Exchange[] = []
  let question: string[] = []
  let count = 0
  for (const { role, text } of messages) {
    count += 1
    if (role === 'user') question.push(text)
    if (role === 'assistant' && text !== '') {
      exchanges.push({
        turns: [
          { role: 'user', text: question.join('\n\n') },
          { role, text },
        ],
        messages: count,
      })
      question = []
      count = 0
    }
  }
  if (question.length > 0) {
    exchanges.push({ turns: [{ role: 'user', text: question.join('\n\n') }], messages: count })
  }
  return exchanges
}

export function turnsOf(exchanges: readonly Exchange[]): ChatTurn[] {
  return exchanges.flatMap(({ turns }) => turns)
}

interface TooLong {
  readonly promptTokens: number
  readonly limit: number
  /** The first of the exchanges is the first of the conversation. */
  readonly hasFirst: boolean
}

/**
 * What is left when old exchanges leave because the prompt had `promptTokens` and only `limit` fit; null when only the
 * question is left, which is never cut. The first exchange of a conversation says what it is about, so it stays as long
 * as it fits beside the question. Tokens are spread by length: the engine counts again, so a rough share is enough.
 */
export function dropOldest(
  exchanges: readonly Exchange[],
  { promptTokens, limit, hasFirst }: TooLong,
): readonly Exchange[] | null {
  const [first, ...others] = exchanges
  const question = others.at(-1)
  if (first === undefined || question === undefined) return null
  const tokensPerCharacter = promptTokens / Math.max(1, charactersIn(exchanges))
  const tokensIn = (some: readonly Exchange[]) => charactersIn(some) * tokensPerCharacter
  const staysFirst = hasFirst && others.length > 1 && tokensIn([first, question]) <= limit
  const beginning = staysFirst ? [first] : []
  let rest = staysFirst ? others.slice(1) : others
  while (rest.length > 1 && tokensIn([...beginning, ...rest]) > limit * CUT_TO) rest = rest.slice(1)
  return [...beginning, ...rest]
}

/** Messages that a reply was made without, and whether the first exchange was among them. */
export type Omission = Pick<ReplyFigures, 'omittedMessages' | 'omitsFirst'>

export const NOTHING_OMITTED: Omission = { omittedMessages: 0, omitsFirst: false }

/**
 * The exchanges that the reply before was made from. Those that had left stay away, so that what is evaluated stays the
 * beginning of the next prompt; else each turn of a long conversation would be read anew.
 */
export function withoutOmitted(
  exchanges: readonly Exchange[],
  { omittedMessages, omitsFirst }: Omission,
): readonly Exchange[] {
  const kept = omitsFirst ? 0 : 1
  const beginning = exchanges.slice(0, kept)
  let rest = exchanges.slice(kept)
  let left = omittedMessages
  while (rest.length > 1 && left > 0) {
    left -= rest[0]?.messages ?? 0
    rest = rest.slice(1)
  }
  return [...beginning, ...rest]
}

export function messagesIn(exchanges: readonly Exchange[]): number {
  return exchanges.reduce((sum, { messages }) => sum + messages, 0)
}

function charactersIn(exchanges: readonly Exchange[]): number {
  return turnsOf(exchanges).reduce((sum, { text }) => sum + text.length, 0)
}
