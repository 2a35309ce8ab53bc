import type { Engine, GenerateEnd } from '../engine/engine.ts'
import type { Sampling } from '../engine/sampling.ts'
import { failed, stopped } from './work-stop.ts'

type WrittenEnd = Extract<GenerateEnd, { tokens: number }>

export interface Question {
  readonly text: string
  readonly maxTokens: number
}

/** Tokens of calls to the model. Reused: of prompts, what the engine still held. */
export interface TokenSums {
  readonly evaluated: number
  readonly generated: number
  readonly reused: number
}

export interface Reply extends TokenSums {
  readonly text: string
  /** It ended in the middle: too long, or in circles. */
  readonly cutOff: boolean
}

/** How far a call is: share of the prompt that is read, and characters written. */
export type OnCallProgress = (read: number, written: number) => void

/** The most probable token each time: the same text gives the same notes. */
export const SUMMARY_SAMPLING: Omit<Sampling, 'maxTokens'> = {
  temperature: 0,
  topP: 1,
  topK: 40,
  minP: 0,
  repeatPenalty: 1,
  seed: null,
}

/** What the template adds to a question, at the most, and what a reply must leave free. */
export const TEMPLATE_TOKENS = 48

/** Engine failures in a row on one question before it is given up: fewer than the crashes that end the engine for good. */
const ATTEMPTS = 2
/** Questions in a row that were given up before the engine is at fault, not the text. */
const GIVEN_UP_MOST = 2

const BROKEN = 'The engine keeps failing on this document. What was read is kept; go on later, or with another model.'
const SMALLER =
  'The engine started again with less memory, so the rest has to be divided anew. What was read is kept: go on.'
const CHANGED = 'Another model was chosen in the middle of this summary. What was read is kept; go on with that model.'

/** Asks the model, and makes sure of what its answers are from: one model, and prompts that fit whole. */
export class Asker {
  readonly #engine: Engine
  readonly #signal: AbortSignal
  readonly #contextSize: number
  readonly #model: string
  #givenUp = 0

  /** The engine has its model loaded. */
  constructor(engine: Engine, contextSize: number, signal: AbortSignal) {
    this.#engine = engine
    this.#contextSize = contextSize
    this.#signal = signal
    this.#model = engine.status().model?.name ?? ''
  }

  get contextSize(): number {
    return this.#contextSize
  }

  async count(texts: readonly string[]): Promise<number[]> {
    return countTokens(this.#engine, texts, this.#signal)
  }

  /** Null: the engine failed on this question every time. Throws a WorkStop where nothing can be asked any more. */
  async ask(question: Question, onProgress: OnCallProgress = () => undefined): Promise<Reply | null> {
    // What does not fit would be refused, or cut by a careless engine; to ask for it is a bug here.
    if (!(await this.fits(question)))
      throw new Error(`A prompt and its reply need more than ${this.#contextSize} tokens`)
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (this.#signal.aborted) throw stopped()
      const reply = await this.#try(question, onProgress)
      if (reply === 'too-long') break
      if (reply === null) continue
      this.#givenUp = 0
      return reply
    }
    this.#givenUp += 1
    if (this.#givenUp >= GIVEN_UP_MOST) throw failed('engine', BROKEN)
    return null
  }

  async fits({ text, maxTokens }: Question): Promise<boolean> {
    const [tokens = 0] = await this.count([text])
    return tokens + maxTokens + TEMPLATE_TOKENS <= this.#contextSize
  }

  async #try({ text, maxTokens }: Question, onProgress: OnCallProgress): Promise<Reply | 'too-long' | null> {
    const request = {
      turns: [{ role: 'user', text } as const],
      systemPrompt: '',
      sampling: { ...SUMMARY_SAMPLING, maxTokens },
      priority: 'background',
    } as const
    const enough = new AbortController()
    const generation = this.#engine.generate(request, AbortSignal.any([this.#signal, enough.signal]))
    let written = ''
    for (;;) {
      const step = await generation.next()
      if (step.done) return this.#replyOf(step.value, written, enough.signal.aborted)
      if (step.value.type === 'text') written += step.value.text
      if (repeatsItsLines(written)) enough.abort()
      onProgress(step.value.type === 'reading' ? step.value.progress : 1, written.length)
    }
  }

  #replyOf(end: GenerateEnd, text: string, enough: boolean): Reply | 'too-long' | null {
    if (this.#signal.aborted) throw stopped()
    switch (end.reason) {
      case 'no-model':
      case 'model-failed':
        throw failed(end.reason, end.message)
      case 'engine-crash':
      case 'engine-hang':
      case 'error':
        return null
      case 'prompt-too-long':
        if (end.limit < this.#contextSize / 2) throw failed('engine', SMALLER)
        return 'too-long'
      case 'stopped':
        // Else the engine was started anew, for instance with other settings.
        return enough ? this.#written(end, text) : null
      case 'end':
      case 'length':
      case 'repetition':
        return this.#written(end, text)
    }
  }

  #written(end: WrittenEnd, text: string): Reply {
    if (end.model !== this.#model) throw failed('model-failed', CHANGED)
    return {
      text,
      cutOff: end.reason !== 'end',
      evaluated: end.promptTokens - end.reusedTokens,
      generated: end.tokens,
      reused: end.reusedTokens,
    }
  }
}

/** Lines that a reply may repeat before nothing new is expected of it. */
const REPEATED_MOST = 2

function repeatsItsLines(text: string): boolean {
  const lines = text
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.trim() !== '')
  return lines.length - new Set(lines).size > REPEATED_MOST
}

/** The model's own count. Throws a WorkStop when the engine cannot tell. */
export async function countTokens(engine: Engine, texts: readonly string[], signal: AbortSignal): Promise<number[]> {
  const counts = await engine.countTokens(texts, signal)
  if (counts !== null) return counts
  if (signal.aborted) throw stopped()
  const { state, problem } = engine.status()
  if (state === 'no-model') throw failed('no-model', 'There is no model to read with. Choose a model, then go on.')
  throw failed('model-failed', problem?.message ?? BROKEN)
}
