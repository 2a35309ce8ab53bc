import type { EngineStatus } from '../../shared/model/engine-status.ts'
import type { ModelFile } from '../../shared/model/model-file.ts'
import { errorText } from '../error-text.ts'
import type { Engine, EngineEvent, GenerateEnd, GenerateRequest } from './engine.ts'
import { EngineLife } from './engine-life.ts'
import type { GenerationMessage } from './engine-session.ts'
import { Generation } from './generation.ts'
import { IdleClock } from './idle-clock.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { CLOSED_MESSAGE, type EngineProblem, NO_MODEL_MESSAGE } from './problems.ts'
import { RequestQueue } from './request-queue.ts'
import { StatusBoard } from './status-board.ts'
import type { SupervisorOptions } from './supervisor-options.ts'

/** The engine, as main sees it: keeps a process with the model in use, hands it the requests, and says what it does. */
export class EngineSupervisor implements Engine {
  readonly #log: SupervisorOptions['log']
  readonly #life: EngineLife
  readonly #board: StatusBoard
  readonly #requests = new RequestQueue()
  readonly #idle: IdleClock
  #model: ModelFile | null = null
  #lastId = 0
  #closed = false
  #reloadWished = false

  constructor(options: SupervisorOptions) {
    const limits = { ...DEFAULT_LIMITS, ...options.limits }
    this.#log = options.log
    this.#board = new StatusBoard((error) => {
      this.#log('error', `Somebody who follows the engine's status failed: ${errorText(error)}`)
    })
    this.#idle = new IdleClock(limits.restAfterMs, () => this.#rest())
    this.#life = new EngineLife(options, limits, {
      starting: (model, state) => this.#board.starting(model, state),
      chosen: ({ notFaster, unchecked, smaller }) => this.#board.update({ notFaster, unchecked, smaller }),
      loadProgress: (progress) => this.#board.update({ state: 'loading', progress }),
      loaded: (loaded) => {
        this.#board.loaded(loaded)
        this.#post()
      },
      widened: (sequences) => this.#board.widened(sequences),
      generation: (message) => this.#receive(message),
      counted: ({ id, counts }) => this.#requests.counts.counted(id, counts),
      ended: () => this.#stopWork(),
      gone: (cause) => this.#gone(cause),
      gaveUp: (problem) => this.#giveUp(problem),
    })
  }

  status(): EngineStatus {
    return this.#board.status
  }

  get isAsked(): boolean {
    return this.#requests.isAsked
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    return this.#board.listen(listener)
  }

  useModel(model: ModelFile | null): void {
    if (this.#closed) return
    const same = model !== null && model.path === this.#model?.path && this.status().state !== 'failed'
    this.#model = model
    if (same) return
    this.#life.forgive()
    this.#end()
    if (model !== null) {
      this.#start()
      return
    }
    this.#board.unloaded('no-model')
    this.#refuseWaiting()
  }

  retry(): void {
    if (this.#closed || this.#model === null || this.status().state !== 'failed') return
    this.#reloadWished = false
    void this.#life.retry(this.#model)
  }

  warm(): void {
    if (this.status().state === 'resting') this.#start()
    else if (this.status().state === 'ready') this.#idle.restart()
  }

  wake(): void {
    const { details } = this.status()
    if (details !== null && details.backend !== 'cpu') this.reload()
  }

  reload(): void {
    if (this.#life.session === null) return
    this.#reloadWished = true
    if (this.status().state === 'ready') this.#endWork()
  }

  devicesChanged(): void {
    if (this.#closed || this.#model === null) return
    const { isAnother, notFaster, unchecked, smaller } = this.#life.look(this.#model)
    this.#board.update({ notFaster, unchecked, smaller })
    if (isAnother) this.reload()
  }

  async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<EngineEvent, GenerateEnd, undefined> {
    const generation = new Generation(++this.#lastId, request)
    const stop = () => this.#stop(generation)
    signal.addEventListener('abort', stop)
    this.#requests.add(generation)
    if (signal.aborted) stop()
    else this.#begin()
    try {
      return yield* generation.queue.read()
    } finally {
      signal.removeEventListener('abort', stop)
      // A reader that stops reading wants no more either.
      stop()
    }
  }

  countTokens(texts: readonly string[], signal: AbortSignal): Promise<number[] | null> {
    const stop = (id: number) => this.#life.session?.stop(id)
    return this.#requests.counts.count(texts, signal, { begin: () => this.#begin(), stop })
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#board.close()
    this.#stopWork()
    const gone = this.#life.end()
    this.#refuseWaiting()
    await gone
  }

  #start(): void {
    this.#reloadWished = false
    if (this.#model !== null) void this.#life.start(this.#model, 'starting')
  }

  /** Something new waits. */
  #begin(): void {
    if (this.#closed || ['no-model', 'failed'].includes(this.status().state)) this.#refuseWaiting()
    else if (this.status().state === 'resting') this.#start()
    else this.#post()
  }

  #post(): void {
    const { session } = this.#life
    if (session === null || this.status().device === null) return
    this.#requests.post(session)
    this.#showWork()
  }

  #receive(message: GenerationMessage): void {
    const generation = this.#requests.posted(message.id)
    if (generation === null) return
    if (message.type !== 'done') {
      generation.receive(message)
      this.#showWork()
      return
    }
    if (message.outcome.reason === 'error') this.#log('error', `A generation failed: ${message.outcome.detail}`)
    generation.finish(message.outcome, this.#board.ranOn)
    this.#requests.done(generation)
    if (!this.#requests.busy) this.#life.session?.idle()
    this.#life.worked()
    this.#showWork(generation)
  }

  #showWork(done?: Generation): void {
    const foremost = this.#requests.foremost
    this.#idle.stop()
    this.#board.working(foremost, done)
    if (foremost === null) this.#endWork()
  }

  /** Nothing is asked any more. */
  #endWork(): void {
    if (!this.#reloadWished) {
      this.#idle.restart()
      return
    }
    this.#end()
    this.#start()
  }

  #rest(): void {
    this.#end()
    this.#board.unloaded('resting')
  }

  #stop(generation: Generation): void {
    if (generation.ended) return
    generation.stopped(this.#board.ranOn)
    if (this.#requests.stopped(generation)) this.#life.session?.stop(generation.id)
  }

  #gone(cause: 'engine-crash' | 'engine-hang'): 'load' | 'idle' | 'generate' {
    const isLoading = this.status().device === null
    const during = isLoading ? 'load' : this.#requests.busy ? 'generate' : 'idle'
    // The one that follows is loaded as the settings are then.
    this.#reloadWished = false
    this.#idle.stop()
    for (const generation of this.#requests.lost()) generation.fail(cause)
    return during
  }

  #giveUp(problem: EngineProblem): void {
    this.#board.unloaded('failed', problem)
    this.#refuseWaiting()
  }

  #end(): void {
    this.#stopWork()
    void this.#life.end()
  }

  /** The process ends on purpose: a reply it was writing is stopped. */
  #stopWork(): void {
    this.#idle.stop()
    for (const generation of this.#requests.lost()) generation.stopped(this.#board.ranOn)
  }

  #refuseWaiting(): void {
    const problem = this.status().problem
    for (const generation of this.#requests.takeWaiting()) {
      if (this.#closed) generation.refuse({ reason: 'no-model', message: CLOSED_MESSAGE })
      else if (problem) generation.refuse({ reason: 'model-failed', message: problem.message })
      else generation.refuse({ reason: 'no-model', message: NO_MODEL_MESSAGE })
    }
  }
}
