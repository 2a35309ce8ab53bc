import type { KeptNotes, NotesStore } from '../../../electron/summary/summary-work.ts'

/** Notes in memory, as JSON like on disk. */
export class MemoryNotes implements NotesStore {
  readonly kept = new Map<string, string>()
  /** Thrown by each `put` while it is set. */
  fault: Error | null = null

  get(key: string): KeptNotes | null {
    const kept = this.kept.get(key)
    return kept === undefined ? null : (JSON.parse(kept) as KeptNotes)
  }

  put(key: string, notes: KeptNotes): void {
    if (this.fault !== null) throw this.fault
    this.kept.set(key, JSON.stringify(notes))
  }
}
