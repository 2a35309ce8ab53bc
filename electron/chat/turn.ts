import type { ChatEnd, ChatFrame } from '../../shared/ipc/contract.ts'
import type { Message } from '../../shared/model/message.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { GenerateEnd } from '../engine/engine.ts'
import type { Priority } from '../engine/priority.ts'
import type { NewTurn, ReplyEnd } from '../storage/message-store.ts'
import { isDiskFull } from '../storage/storage-error.ts'
import type { ChatServiceOptions, SendError } from './chat-service.ts'
import { requestFor } from './generate-request.ts'
import { dropOldest, messagesIn, toExchanges, withoutOmitted, type Exchange } from './history.ts'
import { ABORTED_BY_CLOSING, replyEnd } from './reply-end.ts'
import { TurnWriter } from './turn-writer.ts'

const DISK_FULL: ReplyEnd = { status: 'interrupted', endReason: 'disk-full', figures: null }

/** One question that is on disk, and the reply that is being written to it. */
export class Turn {
  readonly #options: ChatServiceOptions
  readonly #turn: NewTurn
  readonly #all: readonly Exchange[]
  /** Messages that the reply before was made without. */
  readonly #omitted: number
  readonly #writer: TurnWriter
  readonly #full = new AbortController()
  readonly #priority: Priority
  #finished = false

  constructor(options: ChatServiceOptions, turn: NewTurn, history: readonly Message[], priority: Priority) {
    this.#priority = priority
    this.#options = options
    this.#turn = turn
    this.#all = withQuestion(history, turn.text)
    this.#omitted = omittedBefore(history, options.engine.status().model?.name)
    this.#writer = new TurnWriter(
      (text) => options.messages.append(turn.replyId, text),
      (error) => this.#saveFailed(error),
    )
  }

  async *run(signal: AbortSignal): AsyncGenerator<ChatFrame, Result<ChatEnd, SendError>, undefined> {
    try {
      return yield* this.#answer(signal)
    } catch (error) {
      this.#options.log('error', 'chat.turn-failed', { replyId: this.#turn.replyId, error })
      return this.#finish({ status: 'interrupted', endReason: 'error', figures: null })
    } finally {
      // The reader left without stopping: what was written counts.
      if (!this.#finished) this.#finish({ status: 'stopped', endReason: ABORTED_BY_CLOSING, figures: null })
    }
  }

  async *#answer(signal: AbortSignal): AsyncGenerator<ChatFrame, Result<ChatEnd, SendError>, undefined> {
    let exchanges = withoutOmitted(this.#all, this.#omitted)
    for (;;) {
      const end = yield* this.#generate(exchanges, AbortSignal.any([signal, this.#full.signal]))
      if (this.#full.signal.aborted) return this.#finish(DISK_FULL)
      if (isRefusal(end)) return this.#refuse(err(end.reason, end.message))
      if (end.reason !== 'prompt-too-long') {
        const omitted = messagesIn(this.#all) - messagesIn(exchanges)
        return this.#finish(replyEnd(end, omitted, signal.reason))
      }
      const fewer = dropOldest(exchanges, end)
      if (fewer === null) return this.#refuse(err('prompt-too-long', tooLong(end.promptTokens, end.limit)))
      exchanges = fewer
    }
  }

  async *#generate(
    exchanges: readonly Exchange[],
    signal: AbortSignal,
  ): AsyncGenerator<ChatFrame, GenerateEnd, undefined> {
    const { engine, settings, modelSettings } = this.#options
    const request = requestFor(exchanges, {
      settings: modelSettings(),
      maxTokens: settings().maxReplyTokens,
      priority: this.#priority,
      starter: engine.status().model?.starter ?? false,
    })
    const events = engine.generate(request, signal)
    for (;;) {
      const next = await events.next()
      if (next.done === true) return next.value
      if (next.value.type === 'reading') {
        yield { reading: next.value.progress }
      } else {
        this.#writer.push(next.value.text)
        yield { text: next.value.text }
      }
    }
  }

  /** Room is made for the end of this reply, and the reply ends. */
  #saveFailed(error: unknown): void {
    this.#options.log('error', 'chat.not-saved', { replyId: this.#turn.replyId, error })
    if (isDiskFull(error)) this.#options.ballast.release()
    this.#full.abort('disk-full')
  }

  #finish(end: ReplyEnd): Result<ChatEnd, SendError> {
    this.#finished = true
    const { messages, ballast, log } = this.#options
    const { replyId } = this.#turn
    const tail = this.#writer.close()
    let saved = end
    try {
      messages.finish(replyId, tail, end)
    } catch (error) {
      if (!isDiskFull(error)) throw error
      saved = DISK_FULL
      log('error', 'chat.disk-full', { replyId, ballast: ballast.release() })
      this.#finishOnBallast(tail)
    }
    return ok({ replyId, status: saved.status, endReason: saved.endReason, figures: saved.figures })
  }

  /** When even this fails the reply stays `streaming` on disk, and the next start marks it as interrupted. */
  #finishOnBallast(tail: string): void {
    try {
      this.#options.messages.finish(this.#turn.replyId, tail, DISK_FULL)
    } catch (error) {
      this.#options.log('error', 'chat.end-not-saved', { replyId: this.#turn.replyId, error })
    }
  }

  /** Nothing was answered: the question goes back to where it came from. */
  #refuse(refusal: Result<never, SendError>): Result<never, SendError> {
    this.#finished = true
    this.#writer.close()
    this.#options.messages.removeTurn(this.#turn)
    return refusal
  }
}

type Refusal = Extract<GenerateEnd, { reason: 'no-model' | 'model-failed' }>

function isRefusal(end: GenerateEnd): end is Refusal {
  return end.reason === 'no-model' || end.reason === 'model-failed'
}

/** The history as exchanges with the question last; a question before it that was never answered is joined with it. */
function withQuestion(history: readonly Message[], text: string): readonly Exchange[] {
  const question = { role: 'user' as const, text }
  return toExchanges([...history, question])
}

/** What was left out for another model may fit into this one's context. */
function omittedBefore(history: readonly Message[], model: string | undefined): number {
  const figures = history.findLast((message) => message.figures !== null)?.figures
  return figures?.model === model ? (figures?.omittedMessages ?? 0) : 0
}

function tooLong(promptTokens: number, limit: number): string {
  const number = new Intl.NumberFormat('en-GB')
  return (
    `This question has ${number.format(promptTokens)} tokens, and the model can read ${number.format(limit)} at once. ` +
    'Nothing was cut and nothing was sent; the question is still in the box. Shorten it and ask again.'
  )
}
