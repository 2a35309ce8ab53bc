import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import type { QuickOpening } from '../../shared/model/quick.ts'
import { APP_ORIGIN } from '../ipc/trusted-sender.ts'
import { publishTo } from '../ipc/publish.ts'
import type { Log } from '../log.ts'
import { PageCrashes } from '../page-crashes.ts'
import { PAPER } from '../theme.ts'
import { readCopied, readSelected } from './clipboard.ts'
import { Openings } from './openings.ts'
import { quickWindowOptions } from './quick-window-options.ts'
import { type Places, WindowPlace } from './window-place.ts'

/** A window that has just appeared may lose the focus for a moment; only after this it counts as left. */
const ARMED_AFTER_MS = 200

export interface QuickWindowOptions {
  readonly preload: string
  readonly log: Log
  readonly places: Places
  /** Called when it opens: a question may come. */
  readonly opening: () => void
}

/** The small window for a quick question: made once, painted while hidden, shown where the cursor is. */
export class QuickWindow {
  readonly #options: QuickWindowOptions
  readonly #window: BrowserWindow
  readonly #openings: Openings
  readonly #place: WindowPlace
  #pinned = false
  #armed = false
  #isOpening = false
  #arming: NodeJS.Timeout | undefined
  readonly #crashes = new PageCrashes()
  /** Its page ended again and again, and is loaded once more when somebody opens it. */
  #isLost = false
  readonly #screensChanged = () => this.#place.screensChanged()

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
    this.#place = new WindowPlace({ window: this.#window, screens: screen, places: options.places, log: options.log })
    this.#openings = new Openings((opening) => {
      publishTo(this.#window)('quick', 'opened', opening)
    })
    this.#window.setAlwaysOnTop(true, 'pop-up-menu')
    this.#window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
    this.#window.on('focus', () => this.#arm())
    this.#window.on('blur', () => this.#left())
    this.#window.on('move', () => this.#place.keep())
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
      if (this.#window.isDestroyed()) return
      this.#isLost = !this.#crashes.mayReload()
      if (!this.#isLost) this.#window.reload()
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
    if (this.#isLost) this.#window.reload()
    this.#isLost = false
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
    this.#place.remember()
  }

  /** Hides it for what is done in the program that had the focus. Where that fails it is there again, as it was. */
  async stepAside(act: () => Promise<boolean>): Promise<boolean> {
    // Before anybody opens it again, so that it is where it was.
    if (this.#disappear()) this.#place.remember()
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
    if (!this.#window.isDestroyed()) this.#place.resize(height * this.#window.webContents.getZoomFactor())
  }

  destroy(): void {
    clearTimeout(this.#arming)
    screen.off('display-removed', this.#screensChanged)
    screen.off('display-metrics-changed', this.#screensChanged)
    if (!this.#window.isDestroyed()) this.#window.destroy()
  }

  /** False where there is no screen. */
  #appear(): boolean {
    if (!this.#place.take()) return false
    this.#window.show()
    this.#window.focus()
    return true
  }

  /** False when it was hidden already. */
  #disappear(): boolean {
    clearTimeout(this.#arming)
    this.#armed = false
    if (this.#window.isDestroyed() || !this.#window.isVisible()) return false
    this.#place.leave()
    this.#window.hide()
    // On X11 what is marked in this window becomes the selection of the whole desktop.
    this.#openings.close(readSelected(process.platform))
    return true
  }

  #tellHidden(): void {
    publishTo(this.#window)('quick', 'hidden', {})
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
