import type { Message } from '../../shared/model/message.ts'
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

/**
 * What is left when old exchanges leave because the prompt had `promptTokens` and only `limit` fit; null when only the
 * question is left, which is never cut. The first exchange says what a conversation is about, so it stays as long as
 * possible. Tokens are spread by length: the engine counts again, so a rough share is enough.
 */
export function dropOldest(
  exchanges: readonly Exchange[],
  { promptTokens, limit }: { promptTokens: number; limit: number },
): readonly Exchange[] | null {
  const [first, ...others] = exchanges
  if (first === undefined || others.length === 0) return null
  if (others.length === 1) return others
  const tokensPerCharacter = promptTokens / Math.max(1, charactersIn(exchanges))
  let rest = others.slice(1)
  const tooMuch = () => charactersIn([first, ...rest]) * tokensPerCharacter > limit * CUT_TO
  while (rest.length > 1 && tooMuch()) rest = rest.slice(1)
  return [first, ...rest]
}

/**
 * The exchanges that the reply before was made from: `omitted` messages had left then. They stay away, so that what is
 * evaluated stays the beginning of the next prompt; else each turn of a long conversation would be read anew.
 */
export function withoutOmitted(exchanges: readonly Exchange[], omitted: number): readonly Exchange[] {
  const [first, ...others] = exchanges
  if (first === undefined) return []
  let rest = others
  let left = omitted
  while (rest.length > 1 && left > 0) {
    left -= rest[0]?.messages ?? 0
    rest = rest.slice(1)
  }
  return [first, ...rest]
}

export function messagesIn(exchanges: readonly Exchange[]): number {
  return exchanges.reduce((sum, { messages }) => sum + messages, 0)
}

function charactersIn(exchanges: readonly Exchange[]): number {
  return turnsOf(exchanges).reduce((sum, { text }) => sum + text.length, 0)
}
