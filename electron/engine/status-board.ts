import type { ModelFile } from '../../shared/model/model-file.ts'
import type { EngineStatus } from '../../shared/model/engine-status.ts'
import type { Generation, RanOn } from './generation.ts'
import type { EngineProblem } from './problems.ts'

const UNLOADED = { progress: null, device: null, contextSize: null, details: null, problem: null } as const

const NO_SPEEDS = { tokensPerSecond: null, promptTokensPerSecond: null } as const

const NO_MODEL: EngineStatus = {
  ...UNLOADED,
  ...NO_SPEEDS,
  state: 'no-model',
  model: null,
  notFaster: null,
  unchecked: null,
  smaller: null,
}

/** Holds the engine's status, knows what each event changes in it, and tells who listens. Nothing is told after `close`. */
export class StatusBoard {
  readonly #failed: (error: unknown) => void
  #status = NO_MODEL
  /** The device of the speeds in the status. */
  #measuredOn: string | null = null
  #listeners = new Set<(status: EngineStatus) => void>()
  #closed = false

  /** `failed` hears of a listener that throws. */
  constructor(failed: (error: unknown) => void) {
    this.#failed = failed
  }

  get status(): EngineStatus {
    return this.#status
  }

  get ranOn(): RanOn {
    const { model, device, contextSize } = this.#status
    return { model: model?.name ?? '', device: device ?? 'not started', contextSize }
  }

  listen(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Speeds that were measured with another model go. */
  starting({ name, sizeBytes, starter }: ModelFile, state: 'starting' | 'restarting'): void {
    const { model } = this.#status
    const isSameModel = model?.name === name && model.sizeBytes === sizeBytes
    this.update({ ...UNLOADED, ...(!isSameModel && NO_SPEEDS), model: { name, sizeBytes, starter }, state })
  }

  /** Speeds that were measured on another device go. */
  loaded({ device, contextSize, details }: Pick<EngineStatus, 'device' | 'contextSize' | 'details'>): void {
    const isOther = this.#measuredOn !== null && device !== this.#measuredOn
    this.update({ ...(isOther && NO_SPEEDS), device, contextSize, details })
  }

  /** So many conversations have room now. */
  widened(sequences: number): void {
    const { details } = this.#status
    if (details !== null) this.update({ details: { ...details, sequences } })
  }

  /** What the engine does first, null where it has nothing to do; `done` has just come to its end. */
  working(foremost: Generation | null, done?: Generation): void {
    const { tokensPerSecond, promptTokensPerSecond, device } = this.#status
    if (done) this.#measuredOn = device
    this.update({
      state: foremost === null ? 'ready' : foremost.phase === 'writing' ? 'writing' : 'reading',
      progress: foremost === null || foremost.phase === 'writing' ? null : foremost.progress,
      tokensPerSecond: done?.tokensPerSecond ?? tokensPerSecond,
      promptTokensPerSecond: done?.promptTokensPerSecond ?? promptTokensPerSecond,
    })
  }

  /** There is no process any more. */
  unloaded(state: 'resting' | 'no-model' | 'failed', problem: EngineProblem | null = null): void {
    this.update({ ...UNLOADED, ...(state === 'no-model' && { ...NO_SPEEDS, model: null }), state, problem })
  }

  update(change: Partial<EngineStatus>): void {
    if (this.#closed) return
    const next = { ...this.#status, ...change }
    if (isSame(this.#status, next)) return
    this.#status = next
    for (const listener of [...this.#listeners]) this.#tell(listener, next)
  }

  /** What one listener makes of it concerns neither the others nor the engine. */
  #tell(listener: (status: EngineStatus) => void, status: EngineStatus): void {
    try {
      listener(status)
    } catch (error) {
      this.#failed(error)
    }
  }

  /** Sets the last status silently and forgets all listeners. */
  close(): void {
    this.#status = { ...this.#status, ...UNLOADED, state: 'stopped' }
    this.#closed = true
    this.#listeners.clear()
  }
}

function isSame(a: EngineStatus, b: EngineStatus): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
