import { app, BrowserWindow, dialog, type MessageBoxOptions, nativeTheme } from 'electron'
import type { WindowCommand } from '../shared/ipc/calls/app.ts'
import type { AgatePublish } from '../shared/ipc/contract.ts'
import { APP_ORIGIN } from './ipc/trusted-sender.ts'
import { publishTo } from './ipc/publish.ts'
import type { Log } from './log.ts'
import { PageCrashes } from './page-crashes.ts'
import { PageMessages } from './page-messages.ts'
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

interface OpenWindow {
  readonly window: BrowserWindow
  readonly tell: AgatePublish
  /** It was painted: before, it shows itself as soon as it is. */
  hasAppeared: boolean
}

/** The main window: at most one, shown once it is painted, so that nobody sees an empty frame. */
export class MainWindow {
  readonly #options: MainWindowOptions
  #open: OpenWindow | null = null

  constructor(options: MainWindowOptions) {
    this.#options = options
  }

  get isOpen(): boolean {
    return this.#open !== null
  }

  /** Brings it to the front; opens it when it was closed. */
  show(): void {
    if (this.#open === null) this.#open = this.#make('')
    else if (this.#open.hasAppeared) raise(this.#open.window)
  }

  /**
   * Shows this conversation in it, and types the draft. The page of a window that is only just made finds the
   * conversation in its address.
   */
  showConversation(id: string, draft?: string): void {
    if (this.#open === null) {
      this.#open = this.#make(`#conversation=${encodeURIComponent(id)}`)
      if (draft === undefined) return
    } else this.show()
    this.#open.tell('app', 'openConversation', { id, draft })
  }

  /** Has its page do what a menu says. On macOS the menu is there without it, and opens it. */
  run(command: WindowCommand): void {
    if (this.#open === null && process.platform !== 'darwin') return
    this.#open ??= this.#make('')
    this.#open.tell('app', 'command', { name: command })
  }

  #make(hash: string): OpenWindow {
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
    const tell = new PageMessages(window.webContents).through(publishTo(window))
    const open: OpenWindow = { window, tell, hasAppeared: false }
    const appear = () => {
      open.hasAppeared = true
      window.show()
      shown()
    }
    // Wayland paints no hidden window, which therefore never was ready there (Electron 38 and later): its page has to do.
    if (isWayland(process.platform, process.env)) window.webContents.once('did-finish-load', appear)
    else window.once('ready-to-show', appear)
    window.once('closed', () => {
      this.#open = null
      pageChanged()
      closed()
    })
    window.webContents.on('did-navigate', pageChanged)
    const crashes = new PageCrashes()
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      log('error', 'window.gone', { reason })
      // Only its own normal end is left alone.
      if (reason === 'clean-exit' || window.isDestroyed()) return
      // The page comes back with everything that was saved.
      if (crashes.mayReload()) window.reload()
      else void offerReload(open)
    })
    void window.loadURL(`${APP_ORIGIN}/${hash}`)
    return open
  }
}

/** Its page ends again and again. A window that was never painted cannot hold a question, so that stands alone. */
async function offerReload({ window, hasAppeared }: OpenWindow): Promise<void> {
  const question: MessageBoxOptions = {
    type: 'error',
    title: 'Agate',
    message: 'The window of Agate stopped three times within half a minute.',
    detail: 'Your conversations, documents and drafts are kept.',
    buttons: ['Load it again', 'Close the window'],
    defaultId: 0,
    cancelId: 1,
  }
  const asked = hasAppeared ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question)
  const { response } = await asked
  if (window.isDestroyed()) return
  if (response === question.defaultId) window.reload()
  else window.destroy()
}

function raise(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
