import type { AnswerEvent } from '../chat/answer.ts'
import type { Engine, GenerateEnd, GenerateRequest } from '../engine/engine.ts'
import type { CheckedAnswer } from './checked-answer.ts'
import { NOT_FOUND } from './question-prompt.ts'
import { StatementReader, type Statement } from './statements.ts'

/** The likeliest token each time: what is asked for is in the sentences, not in the model. */
export const ANSWER_SAMPLING = { temperature: 0, topP: 1, topK: 40, minP: 0, repeatPenalty: 1, seed: null } as const

/** What an answer rests on changed, and by what text it grew. */
type Grown = (text: string) => Iterable<AnswerEvent>

/**
 * Lets the model write, and passes on each statement once it was checked. A model that goes on and on is stopped when the answer
 * is full.
 */
export async function* writeAnswer(
  engine: Engine,
  request: GenerateRequest,
  answer: CheckedAnswer,
  grown: Grown,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, GenerateEnd, undefined> {
  const full = new AbortController()
  const events = engine.generate(request, AbortSignal.any([signal, full.signal]))
  const reader = new StatementReader()
  let isGrowing = false
  const take = function* (statements: readonly Statement[]) {
    for (const statement of statements) {
      const text = isNotFound(statement) || answer.isFull ? '' : answer.take(statement)
      isGrowing = text !== ''
      if (isGrowing) yield* grown(text)
    }
    if (answer.isFull) full.abort()
  }
  const ended = function* (end: GenerateEnd) {
    if (signal.aborted) return end
    yield* take(reader.close(end.reason !== 'end'))
    if (end.reason === 'stopped' && full.signal.aborted) return { ...end, reason: 'length' as const }
    // A model that goes on without saying anything more is not cut short by its limit.
    return end.reason === 'length' && !isGrowing ? { ...end, reason: 'end' as const } : end
  }
  try {
    for (;;) {
      const next = await events.next()
      if (next.done === true) return yield* ended(next.value)
      if (next.value.type === 'text') yield* take(reader.push(next.value.text))
      else yield next.value
    }
  } finally {
    // The reader left: what would still be written is for nobody.
    full.abort()
  }
}

function isNotFound({ text }: Statement): boolean {
  return text.toUpperCase().startsWith(NOT_FOUND)
}
