import type { Log } from '../log.ts'
import { type Area, maxHeight, placeOn, type Point, type Screen, screenAt, screenUnder } from './placement.ts'

/** A window that has just appeared may lose its place for a moment; only after this it counts as moved. */
const SETTLED_AFTER_MS = 200

/** Where the window was left on each screen, measured from the work area's corner. */
export interface Places {
  get(screenId: number): Point | null
  put(screenId: number, place: Point): void
}

export interface WindowPlaceOptions {
  readonly window: {
    isDestroyed(): boolean
    getBounds(): Area
    setBounds(bounds: Area): void
    setPosition(x: number, y: number): void
  }
  readonly screens: { getCursorScreenPoint(): Point; getAllDisplays(): readonly Screen[] }
  readonly places: Places
  readonly log: Log
}

/** Where the quick window stands: on the screen of the cursor, where it was left there. */
export class WindowPlace {
  readonly #options: WindowPlaceOptions
  readonly #window: WindowPlaceOptions['window']
  readonly #screens: WindowPlaceOptions['screens']
  #screen = 0
  /** Where it was put last; null while it is hidden. */
  #placed: Area | null = null
  #placedAt = 0
  /** Where somebody moved it before it was hidden. */
  #moved: { readonly screen: number; readonly place: Point } | null = null

  constructor(options: WindowPlaceOptions) {
    this.#options = options
    this.#window = options.window
    this.#screens = options.screens
  }

  /** The window is about to appear. False where there is no screen. */
  take(): boolean {
    const place = this.#placeOn(screenAt(this.#screens.getCursorScreenPoint(), this.#screens.getAllDisplays()))
    if (place === null) return false
    this.#placed = place
    this.#placedAt = performance.now()
    this.#window.setBounds(place)
    return true
  }

  /** The window is about to be hidden. */
  leave(): void {
    this.#moved = this.#movedTo()
    this.#placed = null
  }

  /** When it has gone, not while it moves: each change of the settings is written to the disk. */
  remember(): void {
    if (this.#moved === null) return
    try {
      this.#options.places.put(this.#moved.screen, this.#moved.place)
    } catch (error) {
      // What it is hidden for matters more than where it will be the next time.
      this.#options.log('error', 'quick.place', { error })
    }
  }

  /** As high as this, up to a share of the screen. */
  resize(height: number): void {
    const here = this.#current()
    if (here === null) return
    const bounds = this.#window.getBounds()
    const tall = Math.min(Math.max(Math.round(height), 60), maxHeight(here))
    if (tall !== bounds.height) this.#window.setBounds({ ...bounds, height: tall })
  }

  /** While it is open its screen went, shrank or moved: it stays where somebody can see it. */
  screensChanged(): void {
    if (this.#placed === null || this.#window.isDestroyed()) return
    const place = this.#placeOn(screenUnder(this.#window.getBounds(), this.#screens.getAllDisplays()))
    if (place === null) return
    this.#placed = place
    this.#window.setBounds(place)
  }

  /**
   * Some window managers put a window that appears where they like, and under X11 Chromium believes at times that it came
   * to 0, 0, from where it would go on when it grows. Nobody moves a window that soon.
   */
  keep(): void {
    if (this.#placed === null || performance.now() - this.#placedAt > SETTLED_AFTER_MS) return
    const { x, y } = this.#window.getBounds()
    if (x === this.#placed.x && y === this.#placed.y) return
    // Once: a desktop that lays out windows itself wins.
    this.#placedAt = 0
    this.#window.setPosition(this.#placed.x, this.#placed.y)
  }

  #placeOn(here: Screen | null): Area | null {
    if (here === null) return null
    this.#screen = here.id
    return placeOn(here, this.#window.getBounds().height, this.#options.places.get(here.id))
  }

  #current() {
    return this.#screens.getAllDisplays().find(({ id }) => id === this.#screen) ?? null
  }

  /** Where somebody moved it; null when it is where it was placed. */
  #movedTo(): { readonly screen: number; readonly place: Point } | null {
    const here = this.#current()
    const placed = this.#placed
    const { x, y } = this.#window.getBounds()
    if (here === null || placed === null || (x === placed.x && y === placed.y)) return null
    return { screen: here.id, place: { x: x - here.workArea.x, y: y - here.workArea.y } }
  }
}
