import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { ModelFile } from '../../shared/model/model-file.ts'
import type { Result } from '../../shared/result.ts'

/** Waits for the person's choice, or is being taken in; `share` is null until a copy tells how far it is. */
export interface Incoming {
  readonly file: ModelFile
  readonly state: 'choosing' | 'copying'
  readonly share: number | null
}

/** One model file on its way into Agate: picked or dropped, then copied or linked. */
export class ModelImport {
  readonly #client: AgateClient['models']
  #incoming = $state.raw<Incoming | null>(null)
  #stop: AbortController | null = null

  constructor(client: AgateClient['models']) {
    this.#client = client
  }

  /** Null while there is none. */
  get incoming(): Incoming | null {
    return this.#incoming
  }

  /** With the system's dialog. */
  async pick(): Promise<Result<unknown>> {
    return this.#offer(await this.#client.pick(undefined))
  }

  /** A file that was dropped. */
  async drop(path: string): Promise<Result<unknown>> {
    return this.#offer(await this.#client.check({ path }))
  }

  /** Takes the file in, or until it is stopped. */
  async take(how: 'copy' | 'link'): Promise<Result<ModelFile> | null> {
    const incoming = this.#incoming
    if (incoming?.state !== 'choosing') return null
    const { file } = incoming
    this.#incoming = { file, state: 'copying', share: null }
    this.#stop = new AbortController()
    const frames = this.#client.import({ path: file.path, how }, { signal: this.#stop.signal })
    let next = await frames.next()
    while (next.done !== true) {
      this.#incoming = { file, state: 'copying', share: next.value.share }
      next = await frames.next()
    }
    this.#incoming = null
    return next.value
  }

  /** Before or during the copy; nothing is left of it. */
  cancel(): void {
    if (this.#incoming?.state === 'choosing') this.#incoming = null
    this.#stop?.abort()
  }

  #offer(found: Result<ModelFile | null>): Result<unknown> {
    if (found.ok && found.value !== null) this.#incoming = { file: found.value, state: 'choosing', share: null }
    return found
  }
}
