import type { RecognitionLanguage } from '../../../shared/model/document.ts'
import type { ToRoom } from './protocol.ts'

/** A running process that reads one document, whatever started it. */
export interface RoomProcess {
  post(message: ToRoom): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once. The code tells little: a process that was killed may end with 0. */
  onExit(listener: (code: number | null) => void): void
  /** Ends it at once, even when it spins. */
  kill(): void
  /** All memory it holds now, told from outside; null when that cannot be told. */
  memoryBytes(): number | null
}

/** The languages are those whose letters it will recognise; none where it only reads. */
export type SpawnRoom = (languages: readonly RecognitionLanguage[]) => RoomProcess

export type RoomLog = (level: 'info' | 'warn' | 'error', message: string) => void
