/** Room for drafts that outlive the window, in UTF-16 units for each. A longer one lives as long as the window. */
const STORED_MAX = 1_000_000
const SAVE_DELAY_MS = 300
const PREFIX = 'draft:'

export interface DraftStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/** What was typed and not sent, one text for each conversation and one for a new one. */
export class Drafts {
  readonly #storage: DraftStorage
  readonly #texts = new Map<string, string>()
  readonly #unsaved = new Map<string, ReturnType<typeof setTimeout>>()

  constructor(storage: DraftStorage) {
    this.#storage = storage
  }

  get(key: string): string {
    return this.#texts.get(key) ?? this.#storage.getItem(PREFIX + key) ?? ''
  }

  put(key: string, text: string): void {
    this.#texts.set(key, text)
    clearTimeout(this.#unsaved.get(key))
    this.#unsaved.set(
      key,
      setTimeout(() => {
        this.#save(key)
      }, SAVE_DELAY_MS),
    )
  }

  /** What was typed for one belongs to the other from now on. */
  move(from: string, to: string): void {
    this.put(to, this.get(from))
    this.put(from, '')
  }

  /** Saves at once what still waits, because the window is about to go. */
  flush(): void {
    for (const key of [...this.#unsaved.keys()]) this.#save(key)
  }

  #save(key: string): void {
    clearTimeout(this.#unsaved.get(key))
    this.#unsaved.delete(key)
    const text = this.#texts.get(key) ?? ''
    this.#storage.removeItem(PREFIX + key)
    if (text === '' || text.length > STORED_MAX) return
    try {
      this.#storage.setItem(PREFIX + key, text)
    } catch {
      // The browser's storage is full: the draft stays in the box as long as the window is open.
    }
  }
}
