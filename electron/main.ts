import { app, BrowserWindow, nativeTheme } from 'electron'
import { join } from 'node:path'
import { runAsk, type AskOutcome } from './cli/ask.ts'
import { askInstance } from './cli/instance-client.ts'
import { serveInstances } from './cli/instance-server.ts'
import { ownArguments, parseInvocation, type AskRequest } from './cli/invocation.ts'
import { finishAsk, terminalSink } from './cli/terminal.ts'
import { prepareDataFolder } from './data-folder.ts'
import { forkUtility } from './engine/fork-utility.ts'
import { openLink } from './external-link.ts'
import { bindHandlers } from './ipc/bind.ts'
import { createHandlers } from './ipc/handlers.ts'
import { publish } from './ipc/publish.ts'
import { createLog } from './log.ts'
import { setApplicationMenu } from './menu.ts'
import { appPaths } from './paths.ts'
import { pickModelFile } from './pick-model-file.ts'
import { registerScheme, serveRenderer } from './protocol.ts'
import { installQuit } from './quit.ts'
import { openServices, type Services } from './services.ts'
import { forbidNetworkBeforeReady, guardSessions } from './session-guard.ts'
import { openSettingsFile } from './settings-file.ts'
import { onWindowWished, takeInstanceLock } from './single-instance.ts'
import { refuseToStart } from './start-failure.ts'
import { openMainWindow, raise } from './window.ts'

/* The composition root: what exists, in which order it begins, and nothing about how any of it works. */

const userData = app.getPath('userData')
const paths = appPaths({
  userData,
  appPath: app.getAppPath(),
  resourcesPath: process.resourcesPath,
  isPackaged: app.isPackaged,
  platform: process.platform,
  env: process.env,
})
const invocation = parseInvocation(ownArguments(process.argv, app.isPackaged), app.getVersion(), process.cwd())
const log = createLog(paths.logFile, null)

registerScheme()
forbidNetworkBeforeReady()
// As root Chromium runs without its sandbox or not at all; only a development machine's launcher asks for that.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
app.setPath('sessionData', join(userData, 'Chromium'))

if (invocation.kind === 'print') {
  process.stdout.write(invocation.text)
  app.exit(0)
} else if (invocation.kind === 'bad-use') {
  process.stderr.write(`${invocation.message}\n`)
  app.exit(2)
} else {
  const request = invocation.kind === 'ask' ? invocation.request : null
  // Not awaited at the top level: an ES module that waits for "ready" there is waited for by Electron in turn.
  void app.whenReady().then(() => start(request))
}

async function start(request: AskRequest | null): Promise<void> {
  const folder = prepareDataFolder(userData)
  if (!folder.ok) {
    refuseToStart(folder.error.message, request === null)
    return
  }
  if (!takeInstanceLock(request === null)) return handOver(request)

  guardSessions(log)
  serveRenderer(paths.rendererFolder)
  const opened = await openServices({
    paths,
    settingsFile: openSettingsFile(userData),
    spawnEngine: forkUtility(
      paths.engineEntry,
      (level, message) => log(level, 'engine', { message }),
      paths.engineEnvironment,
    ),
    publish,
    log,
  })
  if (!opened.ok) {
    refuseToStart(opened.error.message, request === null)
    return
  }
  run(opened.value, request)
}

function run(services: Services, request: AskRequest | null): void {
  const desktop = {
    version: app.getVersion(),
    dataFolder: userData,
    openLink: (url: string) => openLink(url, log),
    pickModelFile,
  }
  bindHandlers(createHandlers(services, desktop), log)
  setApplicationMenu(publish)
  services.settings.onChange(({ theme }) => {
    nativeTheme.themeSource = theme
  })
  nativeTheme.themeSource = services.settings.get().theme

  const ask = (asked: AskRequest, sink: Parameters<typeof runAsk>[2], signal: AbortSignal) =>
    runAsk(asked, services.ask, sink, signal)
  const stopServing = serveInstances(paths.instanceSocket, ask, log)
  const quit = installQuit(async () => {
    stopServing()
    await services.close()
  }, log)

  const showWindow = () => {
    const window = BrowserWindow.getAllWindows()[0]
    if (window) raise(window)
    else openMainWindow(paths.preload, log)
  }
  onWindowWished(showWindow)
  app.on('activate', showWindow)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  if (request === null) showWindow()
  else void answerHere(request, ask, (code) => quit.exit(code))
}

type Ask = (request: AskRequest, sink: ReturnType<typeof terminalSink>, signal: AbortSignal) => Promise<AskOutcome>

/** `agate ask` in the process that holds the lock. A window that was opened meanwhile keeps Agate open. */
async function answerHere(request: AskRequest, ask: Ask, exit: (code: number) => void): Promise<void> {
  const code = finishAsk(await ask(request, terminalSink(request.json), new AbortController().signal), request.json)
  if (BrowserWindow.getAllWindows().length === 0) exit(code)
}

/** Another Agate is open: it shows its window, or answers for this one. */
async function handOver(request: AskRequest | null): Promise<void> {
  if (request === null) {
    app.exit(0)
    return
  }
  const abort = new AbortController()
  process.once('SIGINT', () => {
    abort.abort()
  })
  const outcome = await askInstance(paths.instanceSocket, request, terminalSink(request.json), abort.signal)
  app.exit(finishAsk(outcome, request.json))
}
