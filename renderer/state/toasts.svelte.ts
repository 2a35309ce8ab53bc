export interface ToastAction {
  readonly label: string
  run(): void
}

export interface Toast {
  readonly id: number
  readonly message: string
  readonly action: ToastAction | null
}

const SHOWN_MS = 10_000

/** Short messages at the lower edge that go away by themselves. */
export class Toasts {
  #list = $state.raw<readonly Toast[]>([])
  #lastId = 0
  readonly #timers: Record<number, ReturnType<typeof setTimeout>> = {}

  get list(): readonly Toast[] {
    return this.#list
  }

  show(message: string, action: ToastAction | null = null): number {
    const id = ++this.#lastId
    // The same words twice, as when a broken disk refuses five times, are said once.
    this.#list = [...this.#list.filter((toast) => toast.message !== message), { id, message, action }]
    this.resume(id)
    return id
  }

  dismiss(id: number): void {
    this.pause(id)
    this.#list = this.#list.filter((toast) => toast.id !== id)
  }

  clear(): void {
    for (const { id } of this.#list) this.dismiss(id)
  }

  /** While somebody points at it or has the focus in it, it stays. */
  pause(id: number): void {
    clearTimeout(this.#timers[id])
  }

  resume(id: number): void {
    this.pause(id)
    this.#timers[id] = setTimeout(() => {
      this.dismiss(id)
    }, SHOWN_MS)
  }
}
