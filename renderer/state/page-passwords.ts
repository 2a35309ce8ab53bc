/** Passwords that were typed into this window, by what they open. They end with the window and are written nowhere. */
export class PagePasswords {
  readonly #known: Record<string, string | undefined> = {}

  /** `id`: of an attachment or of its document. */
  remember(id: string, password: string): void {
    this.#known[id] = password
  }

  of(...ids: readonly (string | undefined)[]): string | null {
    for (const id of ids) {
      const password = id === undefined ? undefined : this.#known[id]
      if (password !== undefined) return password
    }
    return null
  }
}
