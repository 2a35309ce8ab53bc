import { app } from 'electron'
import { join } from 'node:path'
import type { CommandRequest } from './cli/command.ts'
import { serveInstances } from './cli/instance-server.ts'
import { ownArguments, parseInvocation } from './cli/invocation.ts'
import { prepareDataFolder } from './data-folder.ts'
import { forkUtility } from './engine/fork-utility.ts'
import { openLink } from './external-link.ts'
import { bindHandlers } from './ipc/bind.ts'
import { createHandlers } from './ipc/handlers.ts'
import { publish } from './ipc/publish.ts'
import { createLog } from './log.ts'
import { setApplicationMenu } from './menu.ts'
import { appPaths } from './paths.ts'
import { followPower } from './power.ts'
import { pickModelFile } from './pick-model-file.ts'
import { registerScheme, serveRenderer } from './protocol.ts'
import { installQuit } from './quit.ts'
import { openServices, type Services } from './services.ts'
import { forbidNetworkBeforeReady, guardSessions } from './session-guard.ts'
import { openSettingsFile } from './settings-file.ts'
import { onWindowWished, takeInstanceLock } from './single-instance.ts'
import { refuseToStart } from './start-failure.ts'
import { handOver, runHere } from './terminal-command.ts'
import { followTheme, showMainWindow } from './window.ts'

/* The composition root: what exists, in which order it begins, and nothing about how any of it works. */

const paths = appPaths({
  userData: app.getPath('userData'),
  appPath: app.getAppPath(),
  resourcesPath: process.resourcesPath,
  isPackaged: app.isPackaged,
  platform: process.platform,
  env: process.env,
})
const invocation = parseInvocation(ownArguments(process.argv, app.isPackaged), app.getVersion(), process.cwd())
const log = createLog(paths.logFile)

registerScheme()
forbidNetworkBeforeReady()
// As root Chromium runs without its sandbox or not at all; only a development machine's launcher asks for that.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
app.setPath('sessionData', join(paths.userData, 'Chromium'))

if (invocation.kind === 'print') {
  process.stdout.write(invocation.text)
  app.exit(0)
} else if (invocation.kind === 'bad-use') {
  process.stderr.write(`${invocation.message}\n`)
  app.exit(2)
} else {
  const request = invocation.kind === 'command' ? invocation.request : null
  // Not awaited at the top level: an ES module that waits for "ready" there is waited for by Electron in turn.
  void app
    .whenReady()
    .then(() => start(request))
    .catch((error: unknown) => {
      log('error', 'start.failed', { error })
      refuseToStart(
        `Agate could not start. What was saved is kept; ${paths.logFile} has the details.`,
        request === null,
      )
    })
}

async function start(request: CommandRequest | null): Promise<void> {
  const folder = prepareDataFolder(paths.userData)
  if (!folder.ok) {
    refuseToStart(folder.error.message, request === null)
    return
  }
  if (!takeInstanceLock(request === null)) return handOver(request, paths.instanceSocket)

  guardSessions(log)
  serveRenderer(paths.rendererFolder)
  const opened = await openServices({
    paths,
    settingsFile: openSettingsFile(paths.userData),
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

function run(services: Services, request: CommandRequest | null): void {
  const desktop = {
    version: app.getVersion(),
    dataFolder: paths.userData,
    openLink: (url: string) => openLink(url, log),
    pickModelFile,
  }
  bindHandlers(createHandlers(services, desktop), log)
  setApplicationMenu(publish)
  followTheme(services.settings)
  followPower(services.engine)

  const stopServing = serveInstances(paths.instanceSocket, services.command, log)
  const quit = installQuit(async () => {
    stopServing()
    await services.close()
  }, log)

  const showWindow = () => showMainWindow(paths.preload, log)
  onWindowWished(showWindow)
  if (request === null) showWindow()
  else void runHere(request, services.command, (code) => quit.exit(code))
}
