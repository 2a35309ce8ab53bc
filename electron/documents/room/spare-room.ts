import type { RoomProcess, SpawnRoom } from './room-process.ts'

/** A process that nobody used for so long gives its memory back. */
export const SPARE_IDLE_MS = 120_000

/**
 * Keeps a process ready for the next document, for its start takes longer than most documents: from when one is likely to come
 * (`prepare`) until none has come for two minutes. One that recognises letters is never kept, for it begins with its languages.
 */
export class SpareRoom {
  #spawn: SpawnRoom
  #idleMs: number
  #spare: WaitingRoom | null = null
  #wantedUntil = 0
  #leaving: NodeJS.Timeout | null = null

  constructor(spawn: SpawnRoom, idleMs = SPARE_IDLE_MS) {
    this.#spawn = spawn
    this.#idleMs = idleMs
  }

  /** A document is likely to come soon. */
  prepare(): void {
    this.#wantedUntil = Date.now() + this.#idleMs
    this.#keep()
  }

  readonly take: SpawnRoom = (languages) => {
    if (languages.length > 0) return this.#spawn(languages)
    const spare = this.#spare
    this.#spare = null
    const process = spare?.alive === true ? spare.handOver() : this.#spawn(languages)
    // The next one starts when this one has left the processor to it.
    process.onExit(() => this.#keep())
    return process
  }

  close(): void {
    this.#wantedUntil = 0
    this.#leave()
  }

  #keep(): void {
    const left = this.#wantedUntil - Date.now()
    if (left <= 0) return
    if (this.#spare?.alive !== true) this.#spare = new WaitingRoom(this.#spawn([]))
    if (this.#leaving !== null) clearTimeout(this.#leaving)
    this.#leaving = setTimeout(() => this.#leave(), left).unref()
  }

  #leave(): void {
    if (this.#leaving !== null) clearTimeout(this.#leaving)
    this.#leaving = null
    this.#spare?.end()
    this.#spare = null
  }
}

/** A process that runs and waits. What it says meanwhile, which is that it is ready, is kept for whoever takes it. */
class WaitingRoom {
  #process: RoomProcess
  #said: unknown[] = []
  #listener: ((message: unknown) => void) | null = null
  #alive = true

  constructor(process: RoomProcess) {
    this.#process = process
    process.onExit(() => (this.#alive = false))
    process.onMessage((message) => {
      if (this.#listener === null) this.#said.push(message)
      else this.#listener(message)
    })
  }

  get alive(): boolean {
    return this.#alive
  }

  handOver(): RoomProcess {
    return {
      ...this.#process,
      onMessage: (listener) => {
        this.#listener = listener
        for (const message of this.#said.splice(0)) listener(message)
      },
    }
  }

  end(): void {
    this.#process.kill()
  }
}
