import type { Backend } from '../../../shared/model/engine-status.ts'
import { MODEL_SETTINGS_DEFAULTS } from '../../../shared/model/model-settings.ts'
import type { EngineProcess, SpawnEngine } from '../engine-process.ts'
import { type Cards, FromEngine, type LoadFailure } from '../protocol.ts'
import type { Rung } from '../rung.ts'

/** Why a probe came to nothing: `stopped` by us, `late` after its time was up, `gone` by itself, or a failed load. */
export type ProbeFailure = 'stopped' | 'late' | 'gone' | LoadFailure

type Doing = 'look' | 'load' | 'answer'

export class ProbeError extends Error {
  readonly failure: ProbeFailure
  readonly doing: Doing

  constructor(failure: ProbeFailure, doing: Doing) {
    super(`The probe ended (${failure}) while it should ${doing}`)
    this.failure = failure
    this.doing = doing
  }
}

export interface ProbeAnswer {
  readonly text: string
  /** Of the prompt and the reply, with the time they took together. */
  readonly tokens: number
  readonly seconds: number
}

const { topP, topK, minP, seed } = MODEL_SETTINGS_DEFAULTS
const GREEDY = { temperature: 0, topP, topK, minP, repeatPenalty: 1, seed }
/** Enough for the questions of a probe, and small beside any model. */
const PROBE_CONTEXT = 1024

/**
 * A short-lived engine process that tries something which may crash or hang it. Every method throws a ProbeError when
 * it comes to nothing; `end` is to be called in any case.
 */
export class Probe {
  readonly #process: EngineProcess
  readonly #gone: Promise<void>
  readonly #signal: AbortSignal
  readonly #stop = () => this.#fail('stopped')
  #failure: ProbeFailure | null = null
  #receive: (message: FromEngine) => void = () => undefined
  #reject: (error: ProbeError) => void = () => undefined
  #doing: Doing = 'look'
  #lastId = 0

  constructor(spawn: SpawnEngine, signal: AbortSignal) {
    this.#process = spawn()
    this.#signal = signal
    this.#process.onMessage((raw) => {
      const message = FromEngine.safeParse(raw)
      if (message.success) this.#receive(message.data)
      else this.#fail('gone')
    })
    this.#gone = new Promise((resolve) => {
      this.#process.onExit(() => {
        this.#fail('gone')
        resolve()
      })
    })
    signal.addEventListener('abort', this.#stop)
    if (signal.aborted) this.#stop()
  }

  look(backend: Backend, limitMs: number): Promise<Cards> {
    return this.#wait<Cards>(
      'look',
      () => this.#process.post({ type: 'look', backend }),
      limitMs,
      (message, done) => {
        if (message.type === 'cards') done(message)
      },
    )
  }

  load(path: string, rung: Rung, limitMs: number): Promise<void> {
    const small = { ...rung, contextMax: Math.min(rung.contextMax ?? PROBE_CONTEXT, PROBE_CONTEXT) }
    return this.#wait<undefined>(
      'load',
      () => this.#process.post({ type: 'load', path, maxThreads: null, contextSize: null, rung: small }),
      limitMs,
      (message, done) => {
        if (message.type === 'load-failed') this.#fail(message.failure)
        if (message.type === 'loaded') done(undefined)
      },
    )
  }

  /** The likeliest answer; its text is all there is, also when the model could go on. */
  ask(question: string, maxTokens: number, limitMs: number): Promise<ProbeAnswer> {
    const id = ++this.#lastId
    const started = performance.now()
    let text = ''
    let promptTokens = 0
    const request = {
      turns: [{ role: 'user' as const, text: question }],
      systemPrompt: '',
      sampling: { ...GREEDY, maxTokens },
      priority: 'background' as const,
    }
    return this.#wait<ProbeAnswer>(
      'answer',
      () => this.#process.post({ type: 'generate', id, request }),
      limitMs,
      (message, done) => {
        if (message.type === 'prompt') promptTokens = message.promptTokens - message.reusedTokens
        if (message.type === 'text') text += message.text
        if (message.type !== 'done') return
        const { outcome } = message
        if (outcome.reason === 'error' || outcome.reason === 'prompt-too-long') this.#fail('model')
        else done({ text, tokens: promptTokens + outcome.tokens, seconds: (performance.now() - started) / 1000 })
      },
    )
  }

  /** Resolves when the process is gone. */
  async end(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#stop)
    this.#failure ??= 'stopped'
    this.#process.kill()
    await this.#gone
  }

  async #wait<T>(
    doing: Doing,
    begin: () => void,
    limitMs: number,
    receive: (message: FromEngine, done: (value: T) => void) => void,
  ): Promise<T> {
    this.#doing = doing
    if (this.#failure !== null) throw new ProbeError(this.#failure, doing)
    let limit: NodeJS.Timeout | undefined
    try {
      return await new Promise<T>((resolve, reject) => {
        limit = setTimeout(() => this.#fail('late'), limitMs)
        this.#reject = reject
        this.#receive = (message) => receive(message, resolve)
        begin()
      })
    } finally {
      clearTimeout(limit)
    }
  }

  #fail(failure: ProbeFailure): void {
    if (this.#failure !== null) return
    this.#failure = failure
    this.#process.kill()
    this.#reject(new ProbeError(failure, this.#doing))
  }
}
