import { tick } from 'svelte'
import { FocusReturn } from '../lib/focus-return.ts'
import { focusRegion } from '../lib/regions.ts'

/** A place in a document: a page, and the sentence that is meant on it. */
export interface SourcePlace {
  readonly documentId: string
  readonly page: number
  /** Null: only the page is looked at. */
  readonly quote: string | null
}

/** What the source panel shows. Whoever draws a citation, the strip or a page asks here, so that they move together. */
export class SourcePanel {
  readonly #focus = new FocusReturn()
  #place = $state.raw<SourcePlace | null>(null)
  #among = $state.raw<readonly SourcePlace[]>([])
  #isUnfolded = $state(false)

  get place(): SourcePlace | null {
    return this.#place
  }
  get isOpen(): boolean {
    return this.#place !== null
  }
  /** In a narrow window the page lies over everything once it is asked for; before that there is only its sentence. */
  get isUnfolded(): boolean {
    return this.#isUnfolded
  }
  /** Where the place is among the citations it was opened from, from 0; -1 when it is none of them. */
  get index(): number {
    return this.#among.findIndex((place) => isSame(place, this.#place))
  }
  get count(): number {
    return this.#among.length
  }

  /** `among`: the citations that [ and ] go through. */
  open(place: SourcePlace, among: readonly SourcePlace[]): void {
    this.#focus.remember()
    this.#place = place
    this.#among = among
  }

  async unfold(): Promise<void> {
    this.#isUnfolded = true
    await tick()
    focusRegion('source')
  }

  close(): void {
    this.#place = null
    this.#isUnfolded = false
  }

  /** By whoever looks at it: the focus goes back to the citation. */
  async leave(): Promise<void> {
    this.close()
    await this.#focus.giveBack()
  }

  turnTo(page: number): void {
    if (this.#place) this.#place = { documentId: this.#place.documentId, page, quote: null }
  }

  /** The citation before or after; from a page that is none, the nearest one in that direction. */
  step(by: 1 | -1): void {
    const { index, count } = this
    if (this.#place === null || count === 0) return
    const next = index === -1 ? this.#nearest(this.#place, by) : this.#among[(index + by + count) % count]
    this.#place = next ?? this.#place
  }

  isAt(place: SourcePlace): boolean {
    return isSame(place, this.#place)
  }

  #nearest({ page }: SourcePlace, by: 1 | -1): SourcePlace | undefined {
    if (by === 1) return this.#among.find((place) => place.page > page) ?? this.#among[0]
    return this.#among.findLast((place) => place.page < page) ?? this.#among.at(-1)
  }
}

function isSame(one: SourcePlace, other: SourcePlace | null): boolean {
  return one.documentId === other?.documentId && one.page === other.page && one.quote === other.quote
}
