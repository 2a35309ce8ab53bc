import type { Engine, EngineEvent, GenerateEnd, GenerateRequest } from '../../electron/engine/engine.ts'
import { StatusBoard } from '../../electron/engine/status-board.ts'
import type { EngineStatus } from '../../shared/model/engine-status.ts'
import type { ModelFile } from '../../shared/model/model-file.ts'
import { type Finish, ScriptedTurn } from './scripted-turn.ts'
import { ONE_THREAD } from './engine-details.ts'

export { ScriptedTurn } from './scripted-turn.ts'

export const SCRIPTED_MODEL: ModelFile = {
  path: '/models/scripted.gguf',
  name: 'Scripted model',
  sizeBytes: 1000,
  starter: false,
}
export const SCRIPTED_DEVICE = 'Processor, 1 thread'

/** What the engine answers by itself: to questions that contain `match`, or to any. */
export interface ScriptedReply {
  readonly match?: string
  readonly tokens: readonly string[] | ((question: string) => readonly string[])
  readonly finish?: Finish
}

/**
 * An engine that does what the test says, without time: either by `replies`, played at once, or step by step
 * through the turns that `nextTurn` hands out. Aborting ends a turn as `stopped`, as with the real engine.
 */
export class ScriptedEngine implements Engine {
  /** Every request that was begun, oldest first. */
  readonly requests: GenerateRequest[] = []
  closed = false
  /** How often it was told that a question may come, and to load the model anew. */
  warmed = 0
  reloads = 0
  #replies: readonly ScriptedReply[]
  #board = new StatusBoard((error) => {
    throw error
  })
  #current: ScriptedTurn | null = null
  #begun: ScriptedTurn[] = []
  #takers: ((turn: ScriptedTurn) => void)[] = []
  #waiting: ScriptedTurn[] = []

  constructor(replies: readonly ScriptedReply[] = [], model: ModelFile | null = SCRIPTED_MODEL) {
    this.#replies = replies
    this.useModel(model)
  }

  /** The next generation that begins and that no scripted reply answers; one that already began counts. */
  nextTurn(): Promise<ScriptedTurn> {
    const turn = this.#begun.shift()
    return turn ? Promise.resolve(turn) : new Promise((resolve) => this.#takers.push(resolve))
  }

  /** The process dies: the running turn ends, and the engine is `restarting` until `recover`. */
  crash(reason: 'engine-crash' | 'engine-hang' = 'engine-crash'): void {
    this.#board.update({ state: 'restarting', progress: null })
    this.#current?.endWith({ reason, message: 'The engine stopped. What it wrote is kept. Ask again.' })
  }

  recover(): void {
    this.#board.update({ state: 'ready', problem: null })
  }

  /** Shows any status, for tests of who displays it. */
  setStatus(change: Partial<EngineStatus>): void {
    this.#board.update(change)
  }

  status(): EngineStatus {
    return this.#board.status
  }

  get isAsked(): boolean {
    return this.#current !== null || this.#waiting.length > 0
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    return this.#board.listen(listener)
  }

  useModel(file: ModelFile | null): void {
    const model = file && { name: file.name, sizeBytes: file.sizeBytes, starter: file.starter }
    const device = file && SCRIPTED_DEVICE
    this.#board.update({
      state: file ? 'ready' : 'no-model',
      model,
      device,
      contextSize: file && 8192,
      details: file && ONE_THREAD,
      problem: null,
    })
  }

  retry(): void {
    this.recover()
  }

  warm(): void {
    this.warmed += 1
  }

  wake(): void {
    this.recover()
  }

  reload(): void {
    this.reloads += 1
  }

  devicesChanged(): void {
    this.reloads += 1
  }

  async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<EngineEvent, GenerateEnd, undefined> {
    const model = this.status().model
    if (model === null) return { reason: 'no-model', message: 'There is no model to answer with. Choose a model file.' }
    const turn = new ScriptedTurn(request, signal, this.#board.ranOn)
    const stop = () => turn.finish('stopped')
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    else this.#waiting.push(turn)
    this.#beginNext()
    try {
      return yield* turn.events()
    } finally {
      signal.removeEventListener('abort', stop)
      stop()
      this.#waiting = this.#waiting.filter((other) => other !== turn)
      if (this.#current === turn) this.#finished()
    }
  }

  /** A token is a word. */
  countTokens(texts: readonly string[], signal: AbortSignal): Promise<number[] | null> {
    if (signal.aborted || this.status().model === null) return Promise.resolve(null)
    return Promise.resolve(texts.map((text) => text.split(/\s+/u).filter((word) => word !== '').length))
  }

  close(): Promise<void> {
    this.closed = true
    this.#board.close()
    this.#current?.endWith({ reason: 'engine-crash', message: 'Agate is closing.' })
    return Promise.resolve()
  }

  #beginNext(): void {
    if (this.#current !== null) return
    const turn = this.#waiting.shift()
    if (!turn) return
    this.#current = turn
    this.requests.push(turn.request)
    this.#board.update({ state: 'writing' })
    const question = turn.request.turns.at(-1)?.text ?? ''
    const reply = this.#replies.find(({ match }) => match === undefined || question.includes(match))
    if (reply) {
      turn.write(...(typeof reply.tokens === 'function' ? reply.tokens(question) : reply.tokens))
      turn.finish(reply.finish)
      return
    }
    const taker = this.#takers.shift()
    if (taker) taker(turn)
    else this.#begun.push(turn)
  }

  #finished(): void {
    this.#current = null
    if (this.status().state === 'writing') this.#board.update({ state: 'ready', tokensPerSecond: 20 })
    this.#beginNext()
  }
}
