import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import type { QuickOpening } from '../../shared/model/quick.ts'
import { APP_ORIGIN } from '../ipc/trusted-sender.ts'
import { publishTo } from '../ipc/publish.ts'
import type { Log } from '../log.ts'
import { PAPER } from '../theme.ts'
import { readCopied, readSelected } from './clipboard.ts'
import { Openings } from './openings.ts'
import { type Area, maxHeight, placeOn, type Point, type Screen, screenAt, screenUnder } from './placement.ts'
import { quickWindowOptions } from './quick-window-options.ts'

/** A window that has just appeared may lose the focus, or its place, for a moment; only after this it counts as left, or moved. */
const ARMED_AFTER_MS = 200

export interface QuickWindowOptions {
  readonly preload: string
  readonly log: Log
  /** Where it was left on each screen, measured from the work area's corner. */
  readonly places: { get(screenId: number): Point | null; put(screenId: number, place: Point): void }
  /** Called when it opens: a question may come. */
  readonly opening: () => void
}

/** The small window for a quick question: made once, painted while hidden, shown where the cursor is. */
export class QuickWindow {
  readonly #options: QuickWindowOptions
  readonly #window: BrowserWindow
  readonly #openings: Openings
  #pinned = false
  #armed = false
  #isOpening = false
  #arming: NodeJS.Timeout | undefined
  #screen = 0
  /** Where it was put last; null while it is hidden. */
  #placed: Area | null = null
  #placedAt = 0
  /** Where somebody moved it before it was hidden. */
  #moved: { readonly screen: number; readonly place: Point } | null = null
  readonly #screensChanged = () => this.#placeAgain()

  constructor(options: QuickWindowOptions) {
    this.#options = options
    this.#window = new BrowserWindow(
      quickWindowOptions({
        preload: options.preload,
        platform: process.platform,
        backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
        devTools: !app.isPackaged,
      }),
    )
    this.#openings = new Openings((opening) => {
      publishTo(this.#window)('quick', 'opened', opening)
    })
    this.#window.setAlwaysOnTop(true, 'pop-up-menu')
    this.#window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
    this.#window.on('focus', () => this.#arm())
    this.#window.on('blur', () => this.#left())
    this.#window.on('move', () => this.#keepPlace())
    screen.on('display-removed', this.#screensChanged)
    screen.on('display-metrics-changed', this.#screensChanged)
    this.#window.on('close', (event) => {
      // Alt F4 hides it: it is made once. Agate's own end destroys it.
      event.preventDefault()
      this.hide()
    })
    this.#window.webContents.on('render-process-gone', (_event, { reason }) => {
      options.log('error', 'quick.gone', { reason })
      this.#openings.lost()
      if (!this.#window.isDestroyed()) this.#window.reload()
    })
    void this.#window.loadURL(`${APP_ORIGIN}/quick.html`)
  }

  /** Its number in the window system. On X11, the only place where it is asked for, that has 32 bits. */
  get number(): string {
    return String(this.#window.getNativeWindowHandle().readUInt32LE(0))
  }

  /** The hotkey: opens it, brings it to the front, or closes it when it is in use. */
  toggle(): void {
    if (this.#window.isVisible() && this.#window.isFocused()) this.hide()
    else void this.open()
  }

  async open(): Promise<void> {
    if (this.#isOpening) return
    this.#isOpening = true
    // Before it is shown: with the focus the selection of the other program may be gone.
    const [selected, copied] = await Promise.all([readSelected(process.platform), readCopied()])
    this.#isOpening = false
    if (this.#window.isDestroyed()) return
    if (!this.#appear()) return
    this.#openings.open(selected, copied)
    this.#options.opening()
  }

  /** Its page is there: what it was opened with, and null while it is hidden. */
  askedForOpening(): QuickOpening | null {
    return this.#openings.ask()
  }

  /** The focus goes back to the program that had it. */
  hide(): void {
    if (!this.#disappear()) return
    this.#tellHidden()
    this.#rememberPlace()
  }

  /** Hides it for what is done in the program that had the focus. Where that fails it is there again, as it was. */
  async stepAside(act: () => Promise<boolean>): Promise<boolean> {
    // Before anybody opens it again, so that it is where it was.
    if (this.#disappear()) this.#rememberPlace()
    const acted = await act()
    // Somebody may have opened it meanwhile.
    if (this.#window.isDestroyed() || this.#window.isVisible()) return acted
    if (acted) this.#tellHidden()
    else this.#appear()
    return acted
  }

  /** Stays open when another window gets the focus. */
  pin(pinned: boolean): void {
    this.#pinned = pinned
  }

  /** As high as its content, which is measured in the page's own units, up to a share of the screen. */
  resize(height: number): void {
    const here = this.#current()
    if (here === null || this.#window.isDestroyed()) return
    const bounds = this.#window.getBounds()
    const tall = Math.min(Math.max(Math.round(height * this.#window.webContents.getZoomFactor()), 60), maxHeight(here))
    if (tall !== bounds.height) this.#window.setBounds({ ...bounds, height: tall })
  }

  destroy(): void {
    clearTimeout(this.#arming)
    screen.off('display-removed', this.#screensChanged)
    screen.off('display-metrics-changed', this.#screensChanged)
    if (!this.#window.isDestroyed()) this.#window.destroy()
  }

  /** False where there is no screen. */
  #appear(): boolean {
    const place = this.#place()
    if (place === null) return false
    this.#placed = place
    this.#placedAt = performance.now()
    this.#window.setBounds(place)
    this.#window.show()
    this.#window.focus()
    return true
  }

  /** False when it was hidden already. */
  #disappear(): boolean {
    clearTimeout(this.#arming)
    this.#armed = false
    if (this.#window.isDestroyed() || !this.#window.isVisible()) return false
    this.#moved = this.#movedTo()
    this.#window.hide()
    this.#placed = null
    // On X11 what is marked in this window becomes the selection of the whole desktop.
    this.#openings.close(readSelected(process.platform))
    return true
  }

  /** When it goes, not while it moves: each change of the settings is written to the disk. */
  #rememberPlace(): void {
    if (this.#moved === null) return
    try {
      this.#options.places.put(this.#moved.screen, this.#moved.place)
    } catch (error) {
      // What it is hidden for matters more than where it will be the next time.
      this.#options.log('error', 'quick.place', { error })
    }
  }

  #tellHidden(): void {
    publishTo(this.#window)('quick', 'hidden', {})
  }

  #place(): Area | null {
    return this.#placeOn(screenAt(screen.getCursorScreenPoint(), screen.getAllDisplays()))
  }

  #placeOn(here: Screen | null): Area | null {
    if (here === null) return null
    this.#screen = here.id
    return placeOn(here, this.#window.getBounds().height, this.#options.places.get(here.id))
  }

  /** While it is open its screen went, shrank or moved: it stays where somebody can see it. */
  #placeAgain(): void {
    if (this.#placed === null || this.#window.isDestroyed()) return
    const place = this.#placeOn(screenUnder(this.#window.getBounds(), screen.getAllDisplays()))
    if (place === null) return
    this.#placed = place
    this.#window.setBounds(place)
  }

  /**
   * Some window managers put a window that appears where they like, and under X11 Chromium believes at times that it came
   * to 0, 0, from where it would go on when it grows. Nobody moves a window that soon.
   */
  #keepPlace(): void {
    if (this.#placed === null || performance.now() - this.#placedAt > ARMED_AFTER_MS) return
    const { x, y } = this.#window.getBounds()
    if (x === this.#placed.x && y === this.#placed.y) return
    // Once: a desktop that lays out windows itself wins.
    this.#placedAt = 0
    this.#window.setPosition(this.#placed.x, this.#placed.y)
  }

  #current() {
    return screen.getAllDisplays().find(({ id }) => id === this.#screen) ?? null
  }

  /** Where somebody moved it; null when it is where it was placed. */
  #movedTo(): { readonly screen: number; readonly place: Point } | null {
    const here = this.#current()
    const placed = this.#placed
    const { x, y } = this.#window.getBounds()
    if (here === null || placed === null || (x === placed.x && y === placed.y)) return null
    return { screen: here.id, place: { x: x - here.workArea.x, y: y - here.workArea.y } }
  }

  #arm(): void {
    clearTimeout(this.#arming)
    this.#arming = setTimeout(() => {
      this.#armed = true
      // Somebody who left it that soon has left it all the same.
      if (!this.#window.isDestroyed() && !this.#window.isFocused()) this.#left()
    }, ARMED_AFTER_MS)
  }

  #left(): void {
    if (this.#armed && !this.#pinned) this.hide()
  }
}
