import { app } from 'electron'
import { join } from 'node:path'
import type { CommandRequest } from './cli/command.ts'
import type { Invocation } from './cli/invocation.ts'
import { serveInstances, type InstanceServer } from './cli/instance-server.ts'
import { Desktop } from './desktop.ts'
import { forkReadingRoom } from './documents/room/fork-utility.ts'
import type { EngineLog } from './engine/engine-process.ts'
import { forkUtility } from './engine/fork-utility.ts'
import { publish } from './ipc/publish.ts'
import type { Log } from './log.ts'
import { agateCommand } from './own-command.ts'
import type { AppPaths } from './paths.ts'
import { registerScheme, serveRenderer } from './protocol.ts'
import { installQuit, INTERRUPTED, type Quit } from './quit.ts'
import { openServices, type Services } from './services.ts'
import { forbidNetworkBeforeReady, guardSessions } from './session-guard.ts'
import { openSettingsFile } from './settings-file.ts'
import { startAgain } from './start-again.ts'
import { isStartedAtLogin } from './start-at-login.ts'
import { refuseToStart } from './start-failure.ts'
import type { StartWish, StartWishes } from './start-wishes.ts'
import { runHere } from './terminal-command.ts'
import { followUnexpectedErrors } from './unexpected-errors.ts'

/* The composition root: what exists, in which order it begins, and nothing about how any of it works. */

/** An invocation that needs the whole of Agate. */
export type Opening = Extract<Invocation, { kind: 'window' | 'command' }>

export interface Start {
  readonly invocation: Opening
  readonly paths: AppPaths
  /** What other starts want meanwhile. */
  readonly wishes: StartWishes
  readonly log: Log
}

/** The start of the only Agate, to be called before Electron is ready. */
export function startAgate(start: Start): void {
  const { invocation, paths, log } = start
  registerScheme()
  forbidNetworkBeforeReady()
  // As root Chromium runs without its sandbox or not at all; only a development machine's launcher asks for that.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  app.setPath('sessionData', join(paths.userData, 'Chromium'))
  void app
    .whenReady()
    .then(() => begin(start))
    .catch((error: unknown) => {
      log('error', 'start.failed', { error })
      refuseToStart(
        `Agate could not start. What was saved is kept; ${paths.logFile} has the details.`,
        invocation.kind === 'window',
      )
    })
}

async function begin(start: Start): Promise<void> {
  const { invocation, paths, log } = start
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
    refuseToStart(opened.error.message, invocation.kind === 'window')
    return
  }
  run(opened.value, start)
}

function run(services: Services, { invocation, paths, wishes, log }: Start): void {
  followUnexpectedErrors(log, (notice) => services.notices.add(notice))
  serveRenderer(paths.rendererFolder, (id) => services.documents.drawableFile(id))
  const desktop = new Desktop(services, paths, log)
  const instances = serveInstances(paths.instanceSocket, services.command, log)
  let command = Promise.resolve()
  const quit = installQuit(async () => {
    instances.stop()
    desktop.close()
    // It has been told, and leaves nothing half done behind.
    await command
    await services.close()
  }, log)

  const open = ({ open, documents }: StartWish) => {
    desktop.open(open)
    if (documents.length > 0) void desktop.openFiles(documents)
  }
  if (invocation.kind === 'window')
    open(isStartedAtLogin(agateCommand()) ? { ...invocation, open: 'nothing' } : invocation)
  else command = runCommand(invocation.request, services, { quit, desktop, instances, log })
  wishes.listen((wish) => {
    if (quit.leaving.aborted) startAgain(wish)
    else open(wish)
  })
}

async function runCommand(
  request: CommandRequest,
  { command }: Services,
  { quit, desktop, instances, log }: { quit: Quit; desktop: Desktop; instances: InstanceServer; log: Log },
): Promise<void> {
  quit.endWith(INTERRUPTED)
  const code = await runHere(request, command, quit.leaving, log)
  if (quit.leaving.aborted) return
  quit.endWith(code)
  // Other terminals may have asked through this process meanwhile.
  if (instances.isServing) process.stderr.write('Another terminal is still being served here; this ends with it.\n')
  await instances.idle(quit.leaving)
  // A later start may have opened a window in this process.
  if (desktop.isEmpty) quit.exit()
}
