import { tick } from 'svelte'
import { focusComposer } from './regions.ts'

interface Place {
  readonly element: HTMLElement
  readonly says: string
}

const saysOf = (element: HTMLElement) => element.getAttribute('aria-label') ?? element.textContent

/** Where the focus was when something opened, to give it back when that closes. */
export class FocusReturn {
  #place: Place | null = null

  /** Before it opens. */
  remember(): void {
    const { activeElement } = document
    const isPlace = activeElement instanceof HTMLElement && activeElement !== document.body
    this.#place = isPlace ? { element: activeElement, says: saysOf(activeElement) } : null
  }

  /** After it closed. Nothing moves when the focus was elsewhere and is still there. */
  async giveBack(): Promise<void> {
    await tick()
    if (document.activeElement !== document.body) return
    this.#find()?.focus()
    if (document.activeElement === document.body) focusComposer()
  }

  /** What was drawn anew meanwhile is found by the conversation it stands for, or by what it says. */
  #find(): HTMLElement | undefined {
    if (this.#place === null) return undefined
    const { element, says } = this.#place
    if (element.isConnected) return element
    const { id } = element.dataset
    return [...document.querySelectorAll<HTMLElement>(element.localName)].find((other) =>
      id === undefined ? saysOf(other) === says : other.dataset.id === id,
    )
  }
}
