/** Closer to the end than this counts as being there. */
const NEAR_PX = 40

/** Keeps a growing text's end in view, as long as the reader is there. */
export class FollowEnd {
  readonly #isWanted: () => boolean
  #isAtEnd = $state(true)
  #scroller: HTMLElement | null = null
  #lastTop = 0

  /** `isWanted`: whether there is anything at the end that should be followed. */
  constructor(isWanted: () => boolean = () => true) {
    this.#isWanted = isWanted
  }

  get isAtEnd(): boolean {
    return this.#isAtEnd
  }

  toEnd(): void {
    this.#isAtEnd = true
    this.#follow()
  }

  /** For `{@attach}`: the element that scrolls, with what grows as its only child. */
  readonly attach = (scroller: HTMLElement): (() => void) => {
    this.#scroller = scroller
    const onScroll = () => {
      this.#look(scroller)
    }
    // The content grows, and the composer below takes room away.
    const observer = new ResizeObserver(() => {
      this.#follow()
    })
    observer.observe(scroller)
    if (scroller.firstElementChild) observer.observe(scroller.firstElementChild)
    scroller.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      scroller.removeEventListener('scroll', onScroll)
      observer.disconnect()
      this.#scroller = null
    }
  }

  #follow(): void {
    if (!this.#isWanted()) return
    if (this.#isAtEnd && this.#scroller) this.#scroller.scrollTop = this.#scroller.scrollHeight
    else if (this.#scroller) this.#look(this.#scroller)
  }

  /** Only a move upwards leaves the end: growth alone does too for a moment, before it is followed. */
  #look({ scrollTop, scrollHeight, clientHeight }: HTMLElement): void {
    const isNear = scrollHeight - clientHeight - scrollTop <= NEAR_PX
    if (isNear) this.#isAtEnd = true
    else if (scrollTop < this.#lastTop) this.#isAtEnd = false
    this.#lastTop = scrollTop
  }
}
