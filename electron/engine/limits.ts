/** How patient the supervisor is. Tests shorten it. */
export interface EngineLimits {
  /** Time between two signs of life that are asked for. */
  readonly heartbeatMs: number
  /** A process that gives no sign of life for this long is ended. */
  readonly heartbeatTimeoutMs: number
  /** A generation without progress for this long is ended, or for `stallFactor` of its usual steps if that is longer. */
  readonly stallMs: number
  readonly stallFactor: number
  /** The same while a model is loaded: a slow disk may be silent for long. */
  readonly loadStallMs: number
  /** Pause before each restart in a row; the last one is for all that follow. */
  readonly restartDelaysMs: readonly number[]
  /** Crashes in a row, without an answer that came to its end between them, after which it is not started again. */
  readonly crashesMax: number
  /** Time without a question after which the model's memory is freed. */
  readonly restAfterMs: number
  /** Time to leave by itself before a process is killed. */
  readonly exitGraceMs: number
}

export const DEFAULT_LIMITS: EngineLimits = {
  heartbeatMs: 5000,
  heartbeatTimeoutMs: 30_000,
  stallMs: 60_000,
  stallFactor: 20,
  loadStallMs: 300_000,
  restartDelaysMs: [0, 1000],
  crashesMax: 3,
  restAfterMs: 600_000,
  exitGraceMs: 1000,
}
