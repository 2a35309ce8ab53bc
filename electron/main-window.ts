import { app, BrowserWindow, nativeTheme } from 'electron'
import { APP_ORIGIN } from './ipc/trusted-sender.ts'
import { publishTo } from './ipc/publish.ts'
import type { Log } from './log.ts'
import { PAGE_PREFERENCES } from './page-preferences.ts'
import { PAPER } from './theme.ts'
import { isWayland } from './wayland.ts'

export interface MainWindowOptions {
  readonly preload: string
  readonly log: Log
  /** It is there to be seen, for the first time. */
  readonly shown: () => void
  readonly closed: () => void
  /** What its page had begun is over: it was closed, or loaded, for the first time or anew. */
  readonly pageChanged: () => void
}

/** The main window: at most one, shown once it is painted, so that nobody sees an empty frame. */
export class MainWindow {
  readonly #options: MainWindowOptions
  #window: BrowserWindow | null = null

  constructor(options: MainWindowOptions) {
    this.#options = options
  }

  get isOpen(): boolean {
    return this.#window !== null
  }

  /** Brings it to the front; opens it when it was closed. */
  show(): void {
    if (this.#window === null) this.#open('')
    else raise(this.#window)
  }

  /** Shows this conversation in it. A page that is only just being loaded finds it in its address. */
  showConversation(id: string): void {
    if (this.#window === null) {
      this.#open(`#conversation=${encodeURIComponent(id)}`)
      return
    }
    raise(this.#window)
    publishTo(this.#window)('app', 'openConversation', { id })
  }

  #open(hash: string): void {
    const { preload, log, shown, closed, pageChanged } = this.#options
    const window = new BrowserWindow({
      width: 1160,
      height: 780,
      minWidth: 420,
      minHeight: 420,
      show: false,
      title: 'Agate',
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
      webPreferences: {
        preload,
        ...PAGE_PREFERENCES,
        devTools: !app.isPackaged,
      },
    })
    this.#window = window
    const appear = () => {
      window.show()
      shown()
    }
    // Wayland paints no hidden window, which therefore never was ready there (Electron 38 and later): its page has to do.
    if (isWayland(process.platform, process.env)) window.webContents.once('did-finish-load', appear)
    else window.once('ready-to-show', appear)
    window.once('closed', () => {
      this.#window = null
      pageChanged()
      closed()
    })
    window.webContents.on('did-navigate', pageChanged)
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      log('error', 'window.gone', { reason })
      // The page comes back with everything that was saved; only its own normal end is left alone.
      if (reason !== 'clean-exit' && !window.isDestroyed()) window.reload()
    })
    void window.loadURL(`${APP_ORIGIN}/${hash}`)
  }
}

function raise(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
