import type { LlamaModel, Token } from 'node-llama-cpp'
import type { Outcome } from '../protocol.ts'
import { PromptMeter } from './prompt-meter.ts'
import { ReplyText, type StopMarks } from './reply-text.ts'
import { ReplyWriter } from './reply-writer.ts'
import type { GenerationListener } from './runtime.ts'

type WrittenReason = Extract<Outcome, { tokens: number }>['reason']

/** One reply from its prompt to its end, also when it changes lanes in between. */
export class Reply {
  /** What was written, as tokens: enough to go on with it on another lane. */
  readonly tokens: Token[] = []
  readonly #listener: GenerationListener
  readonly #text: ReplyText
  readonly #writer: ReplyWriter
  readonly #meter = new PromptMeter()
  #begun = false

  constructor(model: Pick<LlamaModel, 'detokenize'>, marks: StopMarks, listener: GenerationListener) {
    this.#listener = listener
    this.#text = new ReplyText(model, marks)
    this.#writer = new ReplyWriter(listener)
  }

  get repeats(): boolean {
    return this.#writer.repeats
  }

  /** The prompt is about to be read. Told once: a change of lanes is nobody's business. */
  begins(promptTokens: number, reusedTokens: number): void {
    if (!this.#begun) this.#listener.prompt({ promptTokens, reusedTokens })
    this.#begun = true
  }

  /** `alone`: nothing else shared the batch, so the time is that of the chunk. */
  hasRead({ tokens, ms, progress }: { tokens: number; ms: number; progress: number }, alone: boolean): void {
    if (alone) this.#meter.add(tokens, ms)
    // That all is read the first text tells: the window shows one thing a frame, and the text would wait for the next.
    if (progress === 1) return
    // Also when it is read again after a change of lanes, which may take minutes: people and the watchdog must hear that it goes on.
    this.#listener.reading(progress)
  }

  /** False when the reply ends here. */
  push(token: Token): boolean {
    this.#writer.countToken()
    const { text, ended } = this.#text.push(token)
    this.#writer.write(text)
    return !ended && !this.#writer.repeats
  }

  pause(): void {
    this.#writer.pause()
  }

  outcome(reason: WrittenReason): Outcome {
    if (reason !== 'repetition') this.#writer.write(this.#text.flush())
    return { reason, ...this.#writer.written, promptTokensPerSecond: this.#meter.tokensPerSecond }
  }
}
