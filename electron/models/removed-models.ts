import type { RemovedModel } from '../../shared/model/model-offer.ts'

/** What was removed since Agate started and can still come back, in that order. */
export class RemovedModels {
  #removed: readonly RemovedModel[] = []

  list(): readonly RemovedModel[] {
    return this.#removed
  }

  add(model: RemovedModel): void {
    this.#removed = [...this.#removed, model]
  }

  /** The one that was removed last, where several had this path. */
  take(path: string): void {
    const last = this.#removed.findLastIndex((model) => model.path === path)
    this.#removed = this.#removed.filter((_model, index) => index !== last)
  }

  clear(): void {
    this.#removed = []
  }
}
