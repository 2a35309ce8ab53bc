import { app, type Tray } from 'electron'
import type { WindowWish } from './cli/invocation.ts'
import { documentFiles } from './document-files.ts'
import { takeDropped } from './dropped-documents.ts'
import { openLink } from './external-link.ts'
import { agateCommand, quickAskCommand } from './own-command.ts'
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
import { loginStart } from './start-at-login.ts'
import { followTheme } from './theme.ts'
import { createTray } from './tray.ts'

/** Agate's windows and what else it has on the desktop. Nothing of it exists before the first window is wished for. */
export class Desktop {
  readonly main: MainWindow
  readonly #services: Services
  readonly #paths: AppPaths
  readonly #log: Log
  #quick: QuickAsk | null = null
  #tray: Tray | null = null
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
      pageChanged: () => this.#endRecording(),
    })
    const handlers = createHandlers(services, {
      version: app.getVersion(),
      dataFolder: paths.userData,
      openLink: (url) => openLink(url, log),
      pickModelFile,
      ...documentFiles,
      quick: () => this.quick(),
      login: loginStart(agateCommand()),
      openDocuments: (paths) => this.openDocuments(paths),
      showConversation: (id, draft) => this.main.showConversation(id, draft),
    })
    bindHandlers(handlers, log)
    setApplicationMenu((command) => this.main.run(command))
    followTheme(services.settings)
    followPower(services)
  }

  open(wish: WindowWish): void {
    if (this.#closing) return
    this.#services.documents.wake()
    if (wish === 'main') this.main.show()
    else if (wish === 'quick') void this.quick().window.open()
    else this.quick()
  }

  /** The window for quick questions, its hotkey and the icon in the tray, made at the first wish. */
  quick(): QuickAsk {
    if (this.#quick !== null) return this.#quick
    this.#tray = createTray({
      icons: this.#paths.trayIcons,
      log: this.#log,
      openAgate: () => this.open('main'),
      quickQuestion: () => this.open('quick'),
      quit: () => app.quit(),
      openDocuments: (paths) => void this.openFiles(paths),
    })
    this.#quick = new QuickAsk({
      preload: this.#paths.preload,
      settings: this.#services.settings,
      publish,
      log: this.#log,
      command: quickAskCommand(),
      env: process.env,
      opening: () => this.#services.engine.warm(),
    })
    return this.#quick
  }

  /** Files that were dropped on the small window. Null, or why none was taken. */
  openDocuments(paths: readonly string[]): Promise<string | null> {
    const { documents, notices } = this.#services
    return takeDropped(paths, {
      documents,
      notices,
      showConversation: (id) => {
        this.#quick?.window.hide()
        this.main.showConversation(id)
      },
    })
  }

  /** Files from the tray or from the desktop: there is no place for words but the large window. */
  async openFiles(paths: readonly string[]): Promise<void> {
    const message = await this.openDocuments(paths)
    if (message === null) return
    this.#services.notices.add({ id: 'documents-not-taken', tone: 'amber', title: 'No document was taken', message })
    this.main.show()
  }

  /** Agate has no window, and none that a person could call. */
  get isEmpty(): boolean {
    return !this.main.isOpen && this.#quick === null
  }

  close(): void {
    this.#closing = true
    this.#tray?.destroy()
    this.#quick?.close()
  }

  /** Keys are recorded in the large window, and a page that is gone cannot say that it has stopped. */
  #endRecording(): void {
    if (!this.#closing) this.#quick?.record(false)
  }

  /** Without a window Agate stays only where it can be called again. */
  #mainClosed(): void {
    if (!this.#closing && !this.#isReachable()) app.quit()
  }

  /** By its hotkey, from the dock of macOS, or from the tray of Windows. Whether Linux shows a tray nobody tells. */
  #isReachable(): boolean {
    if (process.platform === 'darwin' || this.#quick?.reachable === true) return true
    return process.platform === 'win32' && this.#tray !== null
  }
}
