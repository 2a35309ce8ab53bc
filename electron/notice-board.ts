import type { AgatePublish } from '../shared/ipc/contract.ts'
import type { Notice } from '../shared/model/notice.ts'

/** What has to be said in the window until somebody has read it, oldest first. */
export class NoticeBoard {
  readonly #notices = new Map<string, Notice>()
  readonly #publish: AgatePublish

  constructor(publish: AgatePublish) {
    this.#publish = publish
  }

  list(): Notice[] {
    return [...this.#notices.values()]
  }

  add(...notices: readonly Notice[]): void {
    for (const notice of notices) this.#notices.set(notice.id, notice)
    if (notices.length > 0) this.#publish('app', 'noticesChanged', {})
  }

  dismiss(id: string): void {
    if (this.#notices.delete(id)) this.#publish('app', 'noticesChanged', {})
  }
}
