import type { Message } from '../../shared/model/message.ts'
import { toExchanges, turnsOf } from '../chat/history.ts'
import type { ChatTurn } from '../engine/engine.ts'

const EXCHANGES_MAX = 3
/** Characters of a question, and of an answer, that are enough to know what “it” is. */
const QUESTION_MAX = 200
const ANSWER_MAX = 400

/** The last exchanges of a conversation, each in brief and without the numbers of its citations. Oldest first. */
export function earlierTurns(history: readonly Message[]): ChatTurn[][] {
  return toExchanges(history)
    .filter(({ turns }) => turns.length === 2)
    .slice(-EXCHANGES_MAX)
    .map((exchange) =>
      turnsOf([exchange]).map(({ role, text }) => ({
        role,
        text: inBrief(withoutMarkers(text), role === 'user' ? QUESTION_MAX : ANSWER_MAX),
      })),
    )
}

function withoutMarkers(text: string): string {
  return text
    .replace(/\s*\[\d+\]/gu, '')
    .replace(/\\(?=[\p{P}\p{S}])/gu, '')
    .trim()
}

function inBrief(text: string, most: number): string {
  if (text.length <= most) return text
  const space = text.lastIndexOf(' ', most)
  return `${text.slice(0, space > 0 ? space : most).toWellFormed()} …`
}
