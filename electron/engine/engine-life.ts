import { MODEL_SETTINGS_DEFAULTS } from '../../shared/model/model-settings.ts'
import type { ModelFile } from '../../shared/model/model-file.ts'
import { CrashRecord } from './crash-record.ts'
import { EngineSession, type SessionListener } from './engine-session.ts'
import type { Choice } from './ladder/ladder.ts'
import { RungInUse } from './ladder/rung-in-use.ts'
import type { EngineLimits } from './limits.ts'
import { crashLoopProblem, type EngineProblem, loadProblem, refusedProblem } from './problems.ts'
import type { LoadFailure } from './protocol.ts'
import type { SupervisorOptions } from './supervisor-options.ts'

export interface LifeListener extends Pick<
  SessionListener,
  'loadProgress' | 'loaded' | 'widened' | 'generation' | 'counted'
> {
  starting(model: ModelFile, state: 'starting' | 'restarting'): void
  chosen(choice: Choice): void
  /** A process that could not load the model is ended; another one may follow. */
  ended(): void
  /** The process is no more, and nobody asked it to end. Returns what it was doing. */
  gone(cause: 'engine-crash' | 'engine-hang'): 'load' | 'idle' | 'generate'
  /** No process follows. */
  gaveUp(problem: EngineProblem): void
}

/**
 * The engine process from its first start to its last: started anew when it dies or hangs, on the next rung when this
 * one does not do, until that is in vain. Invariant: at most one process at any time.
 */
export class EngineLife {
  readonly #options: SupervisorOptions
  readonly #limits: EngineLimits
  readonly #listener: LifeListener
  readonly #rung: RungInUse
  #crashes: CrashRecord
  #session: EngineSession | null = null
  #restartTimer: NodeJS.Timeout | undefined
  /** Settles when the process before is gone: two models never share the memory. */
  #previousGone: Promise<void> = Promise.resolve()
  /** Counts starts that were asked for, so that an overtaken one does nothing. */
  #starts = 0

  constructor(options: SupervisorOptions, limits: EngineLimits, listener: LifeListener) {
    this.#options = options
    this.#limits = limits
    this.#listener = listener
    this.#rung = new RungInUse(options.ladder)
    this.#crashes = new CrashRecord(limits)
  }

  /** The process that runs, loaded or not. */
  get session(): EngineSession | null {
    return this.#session
  }

  /** What the ladder would choose now, and whether that is another rung than the one in use. */
  look(model: ModelFile): Choice & { readonly isAnother: boolean } {
    return this.#rung.look(model, this.#settings(model).offload)
  }

  /** The crashes until now no longer count. */
  forgive(): void {
    this.#crashes = new CrashRecord(this.#limits)
  }

  /** Somebody wants the model tried again, whatever became of it before. */
  retry(model: ModelFile): Promise<void> {
    this.forgive()
    this.#rung.forgive(model)
    return this.start(model, 'starting')
  }

  /** The process did what was asked of it. */
  worked(): void {
    this.#crashes.worked()
  }

  async start(model: ModelFile, state: 'starting' | 'restarting'): Promise<void> {
    const start = ++this.#starts
    this.#listener.starting(model, state)
    await this.#previousGone
    if (start !== this.#starts) return
    try {
      this.#session = this.#open(model)
    } catch (error) {
      this.#options.log('error', `The engine process could not be started: ${String(error)}`)
      this.#gone(model, 'engine-crash')
    }
  }

  /** Ends the process on purpose. Settles when it is gone. */
  end(): Promise<void> {
    clearTimeout(this.#restartTimer)
    this.#rung.end()
    this.#starts += 1
    const session = this.#session
    this.#session = null
    if (session !== null) this.#previousGone = session.end()
    return this.#previousGone
  }

  /** Null when every rung would be in vain. */
  #open(model: ModelFile): EngineSession | null {
    const { threads, contextSize, offload } = this.#settings(model)
    const choice = this.#rung.begin(model, offload)
    this.#listener.chosen(choice)
    if (choice.refused) {
      this.#listener.gaveUp(refusedProblem(model.name))
      return null
    }
    const { rung } = choice
    return new EngineSession({
      process: this.#options.spawn(),
      load: { path: model.path, maxThreads: threads, contextSize, rung, starts: this.#options.starts?.(model.path) },
      limits: this.#limits,
      log: this.#options.log,
      listener: {
        loadProgress: (progress) => this.#listener.loadProgress(progress),
        loaded: (loaded) => {
          this.#rung.loaded(!loaded.widens)
          this.#listener.loaded(loaded)
        },
        widening: () => this.#rung.widening(),
        widened: (sequences) => {
          this.#rung.loaded(true)
          this.#listener.widened(sequences)
        },
        loadFailed: (failure, detail) => this.#loadFailed(model, failure, detail),
        generation: (message) => this.#listener.generation(message),
        counted: (message) => this.#listener.counted(message),
        gone: (cause) => this.#gone(model, cause),
      },
    })
  }

  #settings({ path }: ModelFile) {
    return this.#options.settings?.(path) ?? MODEL_SETTINGS_DEFAULTS
  }

  #loadFailed(model: ModelFile, failure: LoadFailure, detail: string): void {
    this.#options.log('error', `The model could not be loaded (${failure}): ${detail}`)
    const isAnother = this.#rung.failed(failure)
    this.#listener.ended()
    void this.end()
    if (isAnother) void this.start(model, 'starting')
    else this.#listener.gaveUp(loadProblem(model.name, failure))
  }

  #gone(model: ModelFile, cause: 'engine-crash' | 'engine-hang'): void {
    this.#session = null
    const asked = this.#listener.gone(cause)
    const during = this.#rung.isWidening ? 'load' : asked
    // On another rung nothing has crashed yet.
    if (this.#rung.crashed(during)) this.forgive()
    const delay = this.#crashes.crashed()
    if (delay === null) {
      this.#listener.gaveUp(crashLoopProblem(model.name, during, this.#limits.crashesMax))
      return
    }
    this.#listener.starting(model, 'restarting')
    this.#restartTimer = setTimeout(() => void this.start(model, 'restarting'), delay)
  }
}
