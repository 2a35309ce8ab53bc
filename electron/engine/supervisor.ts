import type { EngineStatus } from '../../shared/model/engine-status.ts'
import { MODEL_SETTINGS_DEFAULTS } from '../../shared/model/model-settings.ts'
import type { ModelFile } from '../../shared/model/model-file.ts'
import { CrashRecord } from './crash-record.ts'
import type { Engine, EngineEvent, GenerateEnd, GenerateRequest } from './engine.ts'
import { IdleClock } from './idle-clock.ts'
import { EngineSession, type GenerationMessage, type LoadedMessage } from './engine-session.ts'
import { Generation } from './generation.ts'
import { DEFAULT_LIMITS, type EngineLimits } from './limits.ts'
import { CLOSED_MESSAGE, crashLoopProblem, type EngineProblem, loadProblem, NO_MODEL_MESSAGE } from './problems.ts'
import type { LoadFailure } from './protocol.ts'
import { RungInUse } from './ladder/rung-in-use.ts'
import { RequestQueue } from './request-queue.ts'
import { showModel, StatusBoard } from './status-board.ts'
import type { SupervisorOptions } from './supervisor-options.ts'

const UNLOADED = { progress: null, device: null, contextSize: null, details: null, problem: null } as const

/**
 * The engine, as main sees it: runs the engine process, restarts it when it dies or hangs, and hands it the requests.
 * Invariant: at most one process at any time, with the model in use.
 */
export class EngineSupervisor implements Engine {
  #options: SupervisorOptions
  #rung: RungInUse
  #limits: EngineLimits
  #board = new StatusBoard()
  #crashes: CrashRecord
  #model: ModelFile | null = null
  #session: EngineSession | null = null
  #requests = new RequestQueue()
  #lastId = 0
  #restartTimer: NodeJS.Timeout | undefined
  /** Settles when the process before is gone: two models never share the memory. */
  #previousGone: Promise<void> = Promise.resolve()
  /** Counts starts that were asked for, so that an overtaken one does nothing. */
  #starts = 0
  #closed = false
  #idle: IdleClock
  #reloadWished = false

  constructor(options: SupervisorOptions) {
    this.#options = options
    this.#rung = new RungInUse(options.ladder)
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits }
    this.#crashes = new CrashRecord(this.#limits)
    this.#idle = new IdleClock(this.#limits.restAfterMs, () => this.#rest())
  }

  status(): EngineStatus {
    return this.#board.status
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    return this.#board.listen(listener)
  }

  useModel(model: ModelFile | null): void {
    if (this.#closed) return
    const same = model !== null && model.path === this.#model?.path && this.status().state !== 'failed'
    this.#model = model
    if (same) return
    this.#crashes = new CrashRecord(this.#limits)
    this.#endSession()
    if (model !== null) {
      void this.#start('starting')
      return
    }
    this.#board.update({ ...UNLOADED, state: 'no-model', model: null, tokensPerSecond: null })
    this.#refuseWaiting()
  }

  retry(): void {
    if (this.#closed || this.status().state !== 'failed') return
    this.#crashes = new CrashRecord(this.#limits)
    void this.#start('starting')
  }

  warm(): void {
    if (this.status().state === 'resting') void this.#start('starting')
    else if (this.status().state === 'ready') this.#idle.restart()
  }

  wake(): void {
    const { details } = this.status()
    if (details !== null && details.backend !== 'cpu') this.reload()
  }

  reload(): void {
    if (this.#session === null) return
    this.#reloadWished = true
    if (this.status().state === 'ready') this.#endWork()
  }

  devicesChanged(): void {
    const model = this.#model
    if (this.#closed || model === null) return
    const { isAnother, notFaster, unchecked } = this.#rung.look(model, this.#settings(model).offload)
    this.#board.update({ notFaster, unchecked })
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
    const stop = (id: number) => this.#session?.stop(id)
    return this.#requests.counts.count(texts, signal, { begin: () => this.#begin(), stop })
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#board.close()
    this.#endSession()
    this.#refuseWaiting()
    await this.#previousGone
  }

  async #start(state: 'starting' | 'restarting'): Promise<void> {
    const start = ++this.#starts
    const model = this.#model
    this.#reloadWished = false
    if (model === null) return
    this.#board.update({ ...UNLOADED, ...showModel(model, this.status()), state })
    await this.#previousGone
    if (start !== this.#starts || this.#closed) return
    try {
      this.#session = this.#open(model)
    } catch (error) {
      this.#options.log('error', `The engine process could not be started: ${String(error)}`)
      this.#gone('engine-crash')
    }
  }

  #open(model: ModelFile): EngineSession {
    const { threads, contextSize, offload } = this.#settings(model)
    const { rung, notFaster, unchecked } = this.#rung.begin(model, offload)
    this.#board.update({ notFaster, unchecked })
    return new EngineSession({
      process: this.#options.spawn(),
      load: { path: model.path, maxThreads: threads, contextSize, rung, starts: this.#options.starts?.(model.path) },
      limits: this.#limits,
      log: this.#options.log,
      listener: {
        loadProgress: (progress) => this.#board.update({ state: 'loading', progress }),
        loaded: (loaded) => this.#loaded(loaded),
        loadFailed: (failure, detail) => this.#loadFailed(model, failure, detail),
        generation: (message) => this.#receive(message),
        counted: ({ id, counts }) => this.#requests.counts.counted(id, counts),
        gone: (cause) => this.#gone(cause),
      },
    })
  }

  #loaded({ device, contextSize, details }: LoadedMessage): void {
    this.#rung.loaded()
    this.#board.update({ device, contextSize, details })
    this.#post()
  }

  #settings({ path }: ModelFile) {
    return this.#options.settings?.(path) ?? MODEL_SETTINGS_DEFAULTS
  }

  #loadFailed(model: ModelFile, failure: LoadFailure, detail: string): void {
    this.#options.log('error', `The model could not be loaded (${failure}): ${detail}`)
    const isAnother = this.#rung.failed(failure)
    this.#endSession()
    if (isAnother) void this.#start('starting')
    else this.#giveUp(loadProblem(model.name, failure))
  }

  /** Something new waits. */
  #begin(): void {
    if (this.#closed || ['no-model', 'failed'].includes(this.status().state)) this.#refuseWaiting()
    else if (this.status().state === 'resting') void this.#start('starting')
    else this.#post()
  }

  #post(): void {
    if (this.#session === null || this.status().device === null) return
    this.#requests.post(this.#session)
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
    if (message.outcome.reason === 'error') this.#options.log('error', `A generation failed: ${message.outcome.detail}`)
    generation.finish(message.outcome, this.#board.ranOn)
    this.#requests.done(generation)
    if (!this.#requests.busy) this.#session?.idle()
    this.#crashes.worked()
    this.#showWork({
      tokensPerSecond: generation.tokensPerSecond ?? this.status().tokensPerSecond,
      promptTokensPerSecond: generation.promptTokensPerSecond ?? this.status().promptTokensPerSecond,
    })
  }

  #showWork(speed: Partial<EngineStatus> = {}): void {
    const foremost = this.#requests.foremost
    this.#idle.stop()
    if (foremost === null) {
      this.#board.update({ ...speed, state: 'ready', progress: null })
      this.#endWork()
    } else if (foremost.phase === 'writing') this.#board.update({ ...speed, state: 'writing', progress: null })
    else this.#board.update({ ...speed, state: 'reading', progress: foremost.progress })
  }

  /** Nothing is asked any more. */
  #endWork(): void {
    if (!this.#reloadWished) {
      this.#idle.restart()
      return
    }
    this.#endSession()
    void this.#start('starting')
  }

  #rest(): void {
    this.#endSession()
    this.#board.update({ ...UNLOADED, state: 'resting' })
  }

  #stop(generation: Generation): void {
    if (generation.ended) return
    generation.stopped(this.#board.ranOn)
    if (this.#requests.stopped(generation)) this.#session?.stop(generation.id)
  }

  #gone(cause: 'engine-crash' | 'engine-hang'): void {
    const loading = this.status().device === null
    const during = loading ? 'load' : this.#requests.busy ? 'generate' : 'idle'
    this.#session = null
    this.#idle.stop()
    for (const generation of this.#requests.lost()) generation.fail(cause)
    // On another rung nothing has crashed yet.
    if (this.#rung.crashed(during)) this.#crashes = new CrashRecord(this.#limits)
    const delay = this.#crashes.crashed(during)
    if (delay === null && during !== 'generate') {
      this.#giveUp(crashLoopProblem(this.#model?.name ?? '', during, this.#limits.crashesMax))
      return
    }
    this.#board.update({ ...UNLOADED, state: 'restarting' })
    this.#restartTimer = setTimeout(() => void this.#start('restarting'), delay ?? 0)
  }

  #giveUp(problem: EngineProblem): void {
    this.#board.update({ ...UNLOADED, state: 'failed', problem })
    this.#refuseWaiting()
  }

  /** Ends the process on purpose. A reply it was writing is stopped. */
  #endSession(): void {
    clearTimeout(this.#restartTimer)
    this.#rung.end()
    this.#idle.stop()
    this.#starts += 1
    for (const generation of this.#requests.lost()) generation.stopped(this.#board.ranOn)
    const session = this.#session
    this.#session = null
    if (session !== null) this.#previousGone = session.end()
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
