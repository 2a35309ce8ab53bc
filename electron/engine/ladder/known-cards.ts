import type { Backend } from '../../../shared/model/engine-status.ts'
import type { ProvenCards } from '../../../shared/model/model-offer.ts'
import type { CardsMemory } from './results.ts'
import type { ResultsFile } from './results-file.ts'

const NO_MEMORY: CardsMemory = { totalBytes: 0, freeBytes: 0 }

/** The graphics cards as they were when somebody last looked, and which kinds are to be looked for. */
export class KnownCards {
  readonly #results: ResultsFile
  /** Kinds that this installation has an engine for. */
  readonly #backends: readonly Backend[]
  #unseen: readonly Backend[]

  constructor(results: ResultsFile, backends: readonly Backend[]) {
    const { cards, memory } = results.get()
    this.#results = results
    this.#backends = backends
    this.#unseen = backends.filter((backend) => cards[backend] === undefined || memory[backend] === undefined)
  }

  /** Kinds of which there is a card. */
  get found(): Backend[] {
    const { cards } = this.#results.get()
    return this.#backends.filter((backend) => (cards[backend] ?? []).length > 0)
  }

  /** Of all cards; null while there is a kind that nobody has looked for. */
  get names(): string[] | null {
    const { cards } = this.#results.get()
    const wereSeen = this.#backends.length > 0 && this.#backends.every((backend) => cards[backend] !== undefined)
    return wereSeen ? Object.values(cards).flat() : null
  }

  /** Those with the most memory free when they were looked for; null where none has shown its worth. */
  get proven(): ProvenCards | null {
    const { cards, memory, trials } = this.#results.get()
    const isProven = (backend: Backend) =>
      trials.some(({ rung, verdict }) => verdict === 'works' && rung.startsWith(`${backend} `))
    const proven = this.#backends.filter(isProven).map((backend) => {
      return { names: cards[backend] ?? [], ...(memory[backend] ?? NO_MEMORY) }
    })
    const [most = null] = proven.sort((a, b) => b.freeBytes - a.freeBytes)
    return most
  }

  /** Kinds that nobody has looked for since something changed. */
  get unseen(): readonly Backend[] {
    return this.#unseen
  }

  /** Cards may have come or gone: they are looked for anew, and used as they were known until then. */
  doubt(): void {
    this.#unseen = this.#backends
  }

  /** What other cards of the same kind did says nothing of these. `inUse` is what Agate's own model runs on. */
  saw(backend: Backend, cards: readonly string[], memory = NO_MEMORY, inUse?: Backend): void {
    const known = this.#results.get()
    const before = known.cards[backend]
    // A card that was there and is not found any more may be back at the next start: drivers do not survive each sleep.
    if (cards.length === 0 && before !== undefined && before.length > 0) {
      this.couldNotLook(backend)
      return
    }
    const areOthers = before !== undefined && before.join() !== cards.join()
    // What Agate's own model takes there is not taken from the next one.
    const holdsOurs = !areOthers && inUse === backend
    this.#unseen = this.#unseen.filter((other) => other !== backend)
    this.#results.set({
      ...(areOthers && { trials: known.trials.filter(({ rung }) => !rung.startsWith(`${backend} `)) }),
      cards: { ...known.cards, [backend]: [...cards] },
      memory: { ...known.memory, [backend]: (holdsOurs ? known.memory[backend] : undefined) ?? memory },
    })
  }

  /** The driver did not even tell what it has: no card of this kind is used until the next start, when it is asked again. */
  couldNotLook(backend: Backend): void {
    const { cards, memory } = this.#results.get()
    this.#unseen = this.#unseen.filter((other) => other !== backend)
    const others = Object.entries(memory).filter(([other]) => other !== backend)
    this.#results.set({ cards: { ...cards, [backend]: [] }, memory: Object.fromEntries(others) })
  }

  /** All of them are looked for anew, and none is used until then. */
  forget(): void {
    this.doubt()
    this.#results.set({ cards: {} })
  }
}
