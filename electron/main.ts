import { app } from 'electron'
import { join } from 'node:path'
import type { CommandRequest } from './cli/command.ts'
import { serveInstances } from './cli/instance-server.ts'
import { type Invocation, ownArguments, parseInvocation } from './cli/invocation.ts'
import { Desktop } from './desktop.ts'
import { prepareDataFolder } from './data-folder.ts'
import { forkReadingRoom } from './documents/room/fork-utility.ts'
import type { EngineLog } from './engine/engine-process.ts'
import { forkUtility } from './engine/fork-utility.ts'
import { publish } from './ipc/publish.ts'
import { createLog } from './log.ts'
import { appPaths } from './paths.ts'
import { ok, type Result } from '../shared/result.ts'
import { registerScheme, serveRenderer } from './protocol.ts'
import { installQuit, INTERRUPTED, type Quit } from './quit.ts'
import { openServices, type Services } from './services.ts'
import { forbidNetworkBeforeReady, guardSessions } from './session-guard.ts'
import { openSettingsFile } from './settings-file.ts'
import { gatherWishes, takeInstanceLock } from './single-instance.ts'
import { refuseToStart } from './start-failure.ts'
import { type StartWish, StartWishes } from './start-wishes.ts'
import { handOver, runHere } from './terminal-command.ts'

/* The composition root: what exists, in which order it begins, and nothing about how any of it works. */

const paths = appPaths({
  userData: app.getPath('userData'),
  appPath: app.getAppPath(),
  resourcesPath: process.resourcesPath,
  isPackaged: app.isPackaged,
  platform: process.platform,
  env: process.env,
})
/** An invocation that needs the whole of Agate. */
type Opening = Extract<Invocation, { kind: 'window' | 'command' }>

const invocation = parseInvocation(ownArguments(process.argv, app.isPackaged), app.getVersion(), process.cwd())
const log = createLog(paths.logFile)
const wishes = new StartWishes()

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
  // macOS tells of a document that Agate is opened with before it is ready, and a second start may come while the database opens.
  gatherWishes(wishes)
  const prepared = prepare(invocation)
  // Not awaited at the top level: an ES module that waits for "ready" there is waited for by Electron in turn.
  void app
    .whenReady()
    .then(() => start(invocation, prepared))
    .catch((error: unknown) => {
      log('error', 'start.failed', { error })
      refuseToStart(
        `Agate could not start. What was saved is kept; ${paths.logFile} has the details.`,
        invocation.kind === 'window',
      )
    })
}

/** Before Electron is ready: a start that only hands a wish over to the Agate that is open need not wait for that. */
function prepare(invocation: Opening): Result<'first' | 'second', 'unwritable'> {
  const folder = prepareDataFolder(paths.userData)
  if (!folder.ok) return folder
  const isFirst = takeInstanceLock(invocation.kind === 'window' ? invocation : { open: 'nothing', documents: [] })
  if (!isFirst && invocation.kind === 'window') app.exit(0)
  return ok(isFirst ? 'first' : 'second')
}

async function start(invocation: Opening, prepared: ReturnType<typeof prepare>): Promise<void> {
  const inWindow = invocation.kind === 'window'
  if (!prepared.ok) {
    refuseToStart(prepared.error.message, inWindow)
    return
  }
  if (prepared.value === 'second') {
    if (invocation.kind === 'command') await handOver(invocation.request, paths.instanceSocket)
    return
  }
  guardSessions(log)
  const toLog: EngineLog = (level, message) => log(level, 'engine', { message })
  const opened = await openServices({
    paths,
    version: app.getVersion(),
    locale: app.getLocale(),
    settingsFile: openSettingsFile(paths.userData),
    spawnRoom: forkReadingRoom(paths.roomEntry, (level, message) => log(level, 'document', { message })),
    spawnEngine: forkUtility(paths.engineEntry, toLog, paths.engineEnvironment),
    spawnBareEngine: forkUtility(paths.bareEngineEntry, toLog),
    publish,
    log,
  })
  if (!opened.ok) {
    refuseToStart(opened.error.message, inWindow)
    return
  }
  run(opened.value, invocation)
}

function run(services: Services, invocation: Opening): void {
  serveRenderer(paths.rendererFolder, (id) => services.documents.drawableFile(id))
  const desktop = new Desktop(services, paths, log)
  const stopServing = serveInstances(paths.instanceSocket, services.command, log)
  const quit = installQuit(async () => {
    stopServing()
    desktop.close()
    await services.close()
  }, log)

  const open = ({ open, documents }: StartWish) => {
    desktop.open(open)
    if (documents.length > 0) void desktop.openFiles(documents)
  }
  if (invocation.kind === 'window') open(invocation)
  else runCommand(invocation.request, services, quit, desktop)
  wishes.listen(open)
}

function runCommand(request: CommandRequest, { command }: Services, quit: Quit, desktop: Desktop): void {
  quit.endWith(INTERRUPTED)
  void runHere(request, command, (code) => {
    quit.endWith(code)
    // A later start may have opened a window in this process.
    if (desktop.isEmpty) quit.exit(code)
  })
}
