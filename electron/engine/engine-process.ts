import type { ToEngine } from './protocol.ts'

/** A running engine process, whatever started it. */
export interface EngineProcess {
  /** Undefined before it runs and after it ended. */
  readonly pid: number | undefined
  post(message: ToEngine): void
  onMessage(listener: (message: unknown) => void): void
  /**
   * Called once. The code tells little: a process that was killed may end with 0, so an end that nobody asked for
   * is always a crash.
   */
  onExit(listener: (code: number | null) => void): void
  /** Ends it at once, even when it is stopped or spins. */
  kill(): void
}

export type SpawnEngine = () => EngineProcess

export type EngineLog = (level: 'info' | 'warn' | 'error', message: string) => void
