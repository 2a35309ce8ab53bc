import { app } from 'electron'
import type { WindowWish } from './cli/invocation.ts'
import { documentFiles } from './document-files.ts'
import { openLink } from './external-link.ts'
import { bindHandlers } from './ipc/bind.ts'
import { createHandlers } from './ipc/handlers.ts'
import { publish } from './ipc/publish.ts'
import type { Log } from './log.ts'
import { MainWindow } from './main-window.ts'
import { setApplicationMenu } from './menu.ts'
import type { AppPaths } from './paths.ts'
import { pickModelFile } from './pick-model-file.ts'
import { followPower } from './power.ts'
import { QuickAsk } from './quick/quick-ask.ts'
import type { Services } from './services.ts'
import { followTheme } from './theme.ts'

/** Agate's windows and what else it has on the desktop. Nothing of it exists before the first window is wished for. */
export class Desktop {
  readonly main: MainWindow
  readonly #services: Services
  readonly #paths: AppPaths
  readonly #log: Log
  #quick: QuickAsk | null = null
  #closing = false

  constructor(services: Services, paths: AppPaths, log: Log) {
    this.#services = services
    this.#paths = paths
    this.#log = log
    this.main = new MainWindow({
      preload: paths.preload,
      log,
      // The small window costs a process: not before the person can see the large one.
      shown: () => void this.quick(),
      closed: () => this.#mainClosed(),
    })
    const handlers = createHandlers(services, {
      version: app.getVersion(),
      dataFolder: paths.userData,
      openLink: (url) => openLink(url, log),
      pickModelFile,
      ...documentFiles,
      quick: () => this.quick(),
      showConversation: (id) => this.main.showConversation(id),
    })
    bindHandlers(handlers, log)
    setApplicationMenu(publish)
    followTheme(services.settings)
    followPower(services.engine)
  }

  open(wish: WindowWish): void {
    this.#services.documents.wake()
    if (wish === 'main') this.main.show()
    else if (wish === 'quick') void this.quick().window.open()
    else this.quick()
  }

  /** The window for quick questions and its hotkey, made at the first wish. */
  quick(): QuickAsk {
    this.#quick ??= new QuickAsk({
      preload: this.#paths.preload,
      settings: this.#services.settings,
      publish,
      log: this.#log,
      command: app.isPackaged ? `"${process.execPath}" --quick-ask` : 'npm start -- --quick-ask',
      env: process.env,
      opening: () => this.#services.engine.warm(),
    })
    return this.#quick
  }

  /** Agate has no window, and none that a person could call. */
  get isEmpty(): boolean {
    return !this.main.isOpen && this.#quick === null
  }

  close(): void {
    this.#closing = true
    this.#quick?.close()
  }

  /** Without a window Agate stays only where it can be called again: by its hotkey, or from the dock of macOS. */
  #mainClosed(): void {
    if (this.#closing || process.platform === 'darwin' || this.#quick?.reachable === true) return
    app.quit()
  }
}
