import type { AgatePublish } from '../shared/ipc/contract.ts'

/** Of Electron's contents of a window, what says whether its page is there. */
export interface Page {
  on(event: 'did-navigate' | 'render-process-gone' | 'did-finish-load', listener: () => void): unknown
}

/**
 * Events that a page must not miss. While it is loading nothing in it listens, so they wait, in their order, until it is
 * there: its script has subscribed before its load is over.
 */
export class PageMessages {
  readonly #waiting: (() => void)[] = []
  #isThere = false

  constructor(page: Page) {
    page.on('did-navigate', () => {
      this.#isThere = false
    })
    page.on('render-process-gone', () => {
      this.#isThere = false
    })
    page.on('did-finish-load', () => {
      this.#isThere = true
      for (const send of this.#waiting.splice(0)) send()
    })
  }

  /** Sends by way of `publish`, at once or when the page is there. */
  through(publish: AgatePublish): AgatePublish {
    return (group, name, payload) => {
      if (this.#isThere) publish(group, name, payload)
      else this.#waiting.push(() => publish(group, name, payload))
    }
  }
}
