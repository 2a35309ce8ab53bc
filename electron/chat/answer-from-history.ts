import type { EngineStatus } from '../../shared/model/engine-status.ts'
import type { Message } from '../../shared/model/message.ts'
import { err, type Result } from '../../shared/result.ts'
import type { ModelSettings } from '../../shared/model/model-settings.ts'
import type { Engine } from '../engine/engine.ts'
import type { Priority } from '../engine/priority.ts'
import type { Answer, AskedQuestion } from './answer.ts'
import { requestFor } from './generate-request.ts'
import {
  dropOldest,
  messagesIn,
  NOTHING_OMITTED,
  toExchanges,
  withoutOmitted,
  type Exchange,
  type Omission,
} from './history.ts'
import { isRefusal, replyEnd } from './reply-end.ts'

export interface HistoryAnswerOptions {
  readonly engine: Engine
  /** Of the model in use. */
  readonly settings: ModelSettings
  readonly maxTokens: number
  readonly priority: Priority
  /** What the engine knows the conversation by, so that it goes on where it was; undefined for what is asked once. */
  readonly conversation: string | undefined
}

/** The ordinary answer: the model goes on with the conversation, without the oldest of it where that does not fit. */
export function answerFromHistory(
  { history, text }: Pick<AskedQuestion, 'history' | 'text'>,
  { engine, ...parts }: HistoryAnswerOptions,
): Answer {
  return async function* (signal) {
    const all = withQuestion(history, text)
    let exchanges = withoutOmitted(all, seenBefore(history, engine.status()))
    for (;;) {
      const starter = engine.status().model?.starter ?? false
      const end = yield* engine.generate(requestFor(exchanges, { ...parts, starter }), signal)
      if (isRefusal(end)) return { refusal: err(end.reason, end.message) }
      if (end.reason !== 'prompt-too-long') {
        const omittedMessages = messagesIn(all) - messagesIn(exchanges)
        return { reply: replyEnd(end, { omittedMessages, omitsFirst: exchanges[0] !== all[0] }, signal.reason) }
      }
      const fewer = dropOldest(exchanges, { ...end, hasFirst: exchanges[0] === all[0] })
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

/**
 * What the reply before was made without. That may fit into another model's context, or into one that has grown; where
 * nothing is loaded nobody knows yet, and nothing is evaluated that could be used again.
 */
function seenBefore(history: readonly Message[], { model, contextSize }: EngineStatus): Omission {
  const figures = history.findLast(({ figures, fromDocuments }) => figures !== null && fromDocuments === null)?.figures
  if (!figures || figures.model !== model?.name || contextSize === null) return NOTHING_OMITTED
  return contextSize > (figures.contextSize ?? Infinity) ? NOTHING_OMITTED : figures
}

export function tooLong(promptTokens: number, limit: number): Result<never, 'prompt-too-long'> {
  const number = new Intl.NumberFormat('en-GB')
  return err(
    'prompt-too-long',
    `This question has ${number.format(promptTokens)} tokens, and the model can read ${number.format(limit)} at once. ` +
      'Nothing was cut and nothing was sent; the question is still in the box. Shorten it and ask again.',
  )
}
