import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { InstalledCopy, ModelDownload } from '../../shared/model/download.ts'
import type { ModelOffer, ModelOverview } from '../../shared/model/model-offer.ts'
import type { Result } from '../../shared/result.ts'

/** A model that has arrived, and whether it answers already. */
export interface Arrival {
  readonly name: string
  readonly path: string
  readonly inUse: boolean
}

const ON_ITS_WAY: readonly ModelDownload['state'][] = ['downloading', 'verifying', 'queued']

/** The models of the catalogue and of this computer, and what is on its way. */
export class Models {
  readonly #client: AgateClient['models']
  readonly #onArrival: (arrival: Arrival) => void
  #overview = $state.raw<ModelOverview | null>(null)
  #copies = $state.raw<readonly InstalledCopy[]>([])
  /** Became ready, and were not told of yet. */
  #arrived: readonly string[] = []
  #lastLoad = 0

  constructor(client: AgateClient['models'], onArrival: (arrival: Arrival) => void) {
    this.#client = client
    this.#onArrival = onArrival
  }

  /** Null until it was asked for. */
  get overview(): ModelOverview | null {
    return this.#overview
  }

  /** One that another program has of a model that is not here yet. */
  copyOf(id: string): InstalledCopy | undefined {
    return this.#copies.find((copy) => copy.id === id)
  }

  /** The one that is being downloaded or checked, else the one that waits. */
  get arriving(): ModelOffer | null {
    const offers = this.#overview?.offers ?? []
    for (const state of ON_ITS_WAY) {
      const found = offers.find(({ download }) => download.state === state)
      if (found) return found
    }
    return null
  }

  async load(): Promise<Result<unknown>> {
    const load = ++this.#lastLoad
    const asked = await this.#client.overview()
    if (!asked.ok || load !== this.#lastLoad) return asked
    this.#overview = asked.value
    this.#tellArrivals()
    return asked
  }

  update(download: ModelDownload): void {
    const overview = this.#overview
    if (overview === null) return
    const before = overview.offers.find(({ id }) => id === download.id)?.download
    const offers = overview.offers.map((offer) => (offer.id === download.id ? { ...offer, download } : offer))
    this.#overview = { ...overview, offers }
    // Main says that the files changed as soon as it knows whether this one is used.
    if (download.state === 'ready' && before?.path !== download.path) this.#arrived = [...this.#arrived, download.id]
  }

  async findCopies(): Promise<Result<unknown>> {
    const found = await this.#client.findCopies()
    if (found.ok) this.#copies = found.value
    return found
  }

  useCopy(copy: InstalledCopy): Promise<Result<unknown>> {
    return this.#begin(copy.id, () => this.#client.useCopy({ id: copy.id, path: copy.path }))
  }

  /** Begins or goes on. The terms were shown and agreed to where they have to be. */
  download(id: string): Promise<Result<unknown>> {
    return this.#begin(id, () => this.#client.download({ id }))
  }

  pause(id: string): Promise<Result<unknown>> {
    return this.#client.pause({ id })
  }

  cancel(id: string): Promise<Result<unknown>> {
    return this.#client.cancel({ id })
  }

  remove(path: string): Promise<Result<{ freedBytes: number }>> {
    return this.#client.remove({ path })
  }

  restore(path: string): Promise<Result<unknown>> {
    return this.#client.restore({ path })
  }

  async #begin(id: string, run: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
    const offer = this.#overview?.offers.find((one) => one.id === id)
    if (offer?.terms.missing === true) {
      const accepted = await this.#client.acceptLicence({ id })
      if (!accepted.ok) return accepted
    }
    const begun = await run()
    if (offer?.terms.missing === true) await this.load()
    return begun
  }

  #tellArrivals(): void {
    const arrived = this.#arrived
    this.#arrived = []
    for (const id of arrived) {
      const offer = this.#overview?.offers.find((one) => one.id === id)
      const file = this.#overview?.files.find(({ path }) => path === offer?.download.path)
      if (offer && file) this.#onArrival({ name: offer.name, path: file.path, inUse: file.inUse })
    }
  }
}
