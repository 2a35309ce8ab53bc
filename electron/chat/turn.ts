import type { ChatEnd, ChatFrame } from '../../shared/ipc/calls/chat.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Log } from '../log.ts'
import type { Ballast } from '../storage/ballast.ts'
import type { MessageStore, NewTurn, ReplyEnd } from '../storage/message-store.ts'
import { isDiskFull } from '../storage/storage-error.ts'
import type { Answer, AnswerEvent, SendError } from './answer.ts'
import { ABORTED_BY_CLOSING } from './reply-end.ts'
import { TurnWriter } from './turn-writer.ts'

const FAILED: ReplyEnd = { status: 'interrupted', endReason: 'error', figures: null }
const DISK_FULL: ReplyEnd = { status: 'interrupted', endReason: 'disk-full', figures: null }

export interface TurnOptions {
  readonly messages: MessageStore
  readonly ballast: Ballast
  readonly log: Log
}

/** One question that is on disk, and the reply that is being written to it. */
export class Turn {
  readonly #options: TurnOptions
  readonly #turn: NewTurn
  readonly #answer: Answer
  readonly #writer: TurnWriter
  /** Aborted when what is written could not be saved. */
  readonly #unsaved = new AbortController()
  /** How the reply ends then. */
  #unsavedEnd: ReplyEnd | null = null
  #finished = false

  constructor(options: TurnOptions, turn: NewTurn, answer: Answer) {
    this.#options = options
    this.#turn = turn
    this.#answer = answer
    this.#writer = new TurnWriter(
      (text) => options.messages.append(turn.replyId, text),
      (error) => this.#saveFailed(error),
    )
  }

  async *run(signal: AbortSignal): AsyncGenerator<ChatFrame, Result<ChatEnd, SendError>, undefined> {
    try {
      return yield* this.#write(AbortSignal.any([signal, this.#unsaved.signal]))
    } catch (error) {
      this.#options.log('error', 'chat.turn-failed', { replyId: this.#turn.replyId, error })
      return this.#finish(FAILED)
    } finally {
      // The reader left without stopping: what was written counts.
      if (!this.#finished) this.#finish({ status: 'stopped', endReason: ABORTED_BY_CLOSING, figures: null })
    }
  }

  async *#write(signal: AbortSignal): AsyncGenerator<ChatFrame, Result<ChatEnd, SendError>, undefined> {
    const events = this.#answer(signal)
    for (;;) {
      const next = await events.next()
      if (next.done !== true) {
        yield this.#save(next.value)
        continue
      }
      if (this.#unsavedEnd !== null) return this.#finish(this.#unsavedEnd)
      return 'refusal' in next.value ? this.#refuse(next.value.refusal) : this.#finish(next.value.reply)
    }
  }

  /** What the window is told of it. */
  #save(event: AnswerEvent): ChatFrame {
    switch (event.type) {
      case 'reading':
        return { reading: event.progress }
      case 'text':
        this.#writer.push(event.text)
        return { text: event.text }
      case 'from-documents':
        try {
          this.#options.messages.setFromDocuments(this.#turn.replyId, event.fromDocuments)
        } catch (error) {
          this.#saveFailed(error)
        }
        return { fromDocuments: event.fromDocuments }
    }
  }

  /** Room is made for the end of this reply, and the reply ends. */
  #saveFailed(error: unknown): void {
    this.#options.log('error', 'chat.not-saved', { replyId: this.#turn.replyId, error })
    const isFull = isDiskFull(error)
    if (isFull) this.#options.ballast.release()
    this.#unsavedEnd ??= isFull ? DISK_FULL : FAILED
    this.#unsaved.abort()
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
