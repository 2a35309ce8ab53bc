import type { Message } from '../../shared/model/message.ts'
import { err, type Result } from '../../shared/result.ts'
import type { ModelSettings } from '../../shared/model/model-settings.ts'
import type { Engine } from '../engine/engine.ts'
import type { Priority } from '../engine/priority.ts'
import type { Answer, AskedQuestion } from './answer.ts'
import { requestFor } from './generate-request.ts'
import { dropOldest, messagesIn, toExchanges, withoutOmitted, type Exchange } from './history.ts'
import { isRefusal, replyEnd } from './reply-end.ts'

export interface HistoryAnswerOptions {
  readonly engine: Engine
  /** Of the model in use. */
  readonly settings: ModelSettings
  readonly maxTokens: number
  readonly priority: Priority
}

/** The ordinary answer: the model goes on with the conversation, without the oldest of it where that does not fit. */
export function answerFromHistory(
  { history, text }: Pick<AskedQuestion, 'history' | 'text'>,
  { engine, ...parts }: HistoryAnswerOptions,
): Answer {
  return async function* (signal) {
    const all = withQuestion(history, text)
    let exchanges = withoutOmitted(all, omittedBefore(history, engine.status().model?.name))
    for (;;) {
      const starter = engine.status().model?.starter ?? false
      const end = yield* engine.generate(requestFor(exchanges, { ...parts, starter }), signal)
      if (isRefusal(end)) return { refusal: err(end.reason, end.message) }
      if (end.reason !== 'prompt-too-long') {
        return { reply: replyEnd(end, messagesIn(all) - messagesIn(exchanges), signal.reason) }
      }
      const fewer = dropOldest(exchanges, end)
      if (fewer === null) return { refusal: tooLong(end.promptTokens, end.limit) }
      exchanges = fewer
    }
  }
}

/** The history as exchanges with the question last; a question before it that was never answered is joined with it. */
function withQuestion(history: readonly Message[], text: string): readonly Exchange[] {
  const question = { role: 'user' as const, text }
  return toExchanges([...history, question])
}

/** Messages that the reply before was made without. What was left out for another model may fit into this one's context. */
function omittedBefore(history: readonly Message[], model: string | undefined): number {
  const figures = history.findLast((message) => message.figures !== null)?.figures
  return figures?.model === model ? (figures?.omittedMessages ?? 0) : 0
}

export function tooLong(promptTokens: number, limit: number): Result<never, 'prompt-too-long'> {
  const number = new Intl.NumberFormat('en-GB')
  return err(
    'prompt-too-long',
    `This question has ${number.format(promptTokens)} tokens, and the model can read ${number.format(limit)} at once. ` +
      'Nothing was cut and nothing was sent; the question is still in the box. Shorten it and ask again.',
  )
}
