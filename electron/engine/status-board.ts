import type { ModelFile } from '../../shared/model/model-file.ts'
import type { EngineStatus } from '../../shared/model/engine-status.ts'
import type { RanOn } from './generation.ts'

const NO_MODEL: EngineStatus = {
  state: 'no-model',
  model: null,
  progress: null,
  device: null,
  contextSize: null,
  details: null,
  notFaster: null,
  unchecked: null,
  tokensPerSecond: null,
  promptTokensPerSecond: null,
  problem: null,
}

/** Holds the engine's status and tells who listens. Nothing is told after `close`. */
export class StatusBoard {
  readonly #failed: (error: unknown) => void
  #status = NO_MODEL
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
    this.#status = {
      ...this.#status,
      state: 'stopped',
      progress: null,
      device: null,
      contextSize: null,
      details: null,
      problem: null,
    }
    this.#closed = true
    this.#listeners.clear()
  }
}

function isSame(a: EngineStatus, b: EngineStatus): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** The model for the status; speeds that were measured with another one go. */
export function showModel({ name, sizeBytes, starter }: ModelFile, { model, ...speeds }: EngineStatus) {
  const same = model?.name === name && model.sizeBytes === sizeBytes
  const { tokensPerSecond, promptTokensPerSecond } = same ? speeds : NO_MODEL
  return { model: { name, sizeBytes, starter }, tokensPerSecond, promptTokensPerSecond }
}

/** The device for the status; speeds that were measured on another one go. */
export function showDevice(device: string, measuredOn: string | null): Partial<EngineStatus> {
  return measuredOn === null || device === measuredOn
    ? { device }
    : { device, tokensPerSecond: null, promptTokensPerSecond: null }
}
