import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { ModelExamination } from '../../shared/model/model-examination.ts'
import type { Result } from '../../shared/result.ts'

/** The file of a model that stopped the engine again and again: being looked at, and what was found. */
export class ModelRepair {
  readonly #client: AgateClient['models']
  #share = $state<number | null>(null)
  #found = $state.raw<ModelExamination | null>(null)
  #stop: AbortController | null = null

  constructor(client: AgateClient['models']) {
    this.#client = client
  }

  /** How far the file was read; null while it is not being looked at. */
  get share(): number | null {
    return this.#share
  }

  get found(): ModelExamination | null {
    return this.#found
  }

  async examine(): Promise<Result<unknown>> {
    const { signal } = (this.#stop = new AbortController())
    this.#share = 0
    const frames = this.#client.examine({}, { signal })
    let next = await frames.next()
    while (next.done !== true) {
      this.#share = next.value.share
      next = await frames.next()
    }
    this.#share = null
    if (next.value.ok && !signal.aborted) this.#found = next.value.value
    return next.value
  }

  cancel(): void {
    this.#stop?.abort()
  }

  fetchAgain(): Promise<Result<unknown>> {
    this.forget()
    return this.#client.fetchAgain(undefined)
  }

  runSmaller(): Promise<Result<unknown>> {
    this.forget()
    return this.#client.runSmaller(undefined)
  }

  /** What was found holds for one failure only, and so does what is being looked at. */
  forget(): void {
    this.cancel()
    this.#found = null
  }
}
