import { app } from 'electron'
import { ownArguments, parseInvocation } from './cli/invocation.ts'
import { prepareDataFolder } from './data-folder.ts'
import { createLog } from './log.ts'
import { appPaths } from './paths.ts'
import { gatherWishes, takeInstanceLock } from './single-instance.ts'
import type { Opening } from './start-agate.ts'
import { refuseToStart } from './start-failure.ts'
import { StartWishes } from './start-wishes.ts'

/*
 * The entry: little, because a start that only hands a wish over to the Agate that is open has to be over before the rest
 * would even be loaded. What is imported here must not import more than it needs.
 */

const paths = appPaths({
  userData: app.getPath('userData'),
  appPath: app.getAppPath(),
  resourcesPath: process.resourcesPath,
  isPackaged: app.isPackaged,
  platform: process.platform,
  env: process.env,
})
const invocation = parseInvocation(ownArguments(process.argv, app.isPackaged), app.getVersion(), process.cwd())

if (invocation.kind === 'print') {
  process.stdout.write(invocation.text)
  app.exit(0)
} else if (invocation.kind === 'bad-use') {
  process.stderr.write(`${invocation.message}\n`)
  app.exit(2)
} else {
  // Electron is not ready before this is over, so what must be done before is.
  await open(invocation)
}

async function open(invocation: Opening): Promise<void> {
  const inWindow = invocation.kind === 'window'
  const wishes = new StartWishes()
  // macOS tells of a document that Agate is opened with before it is ready, and a second start may come while the database opens.
  gatherWishes(wishes)
  const folder = prepareDataFolder(paths.userData)
  if (!folder.ok) {
    void app.whenReady().then(() => {
      refuseToStart(folder.error.message, inWindow)
    })
    return
  }
  if (takeInstanceLock(inWindow ? invocation : null)) {
    const { startAgate } = await import('./start-agate.ts')
    startAgate({ invocation, paths, wishes, log: createLog(paths.logFile) })
  } else if (inWindow) {
    app.exit(0)
  } else {
    const { handOver } = await import('./terminal-command.ts')
    await handOver(invocation.request, paths.instanceSocket)
  }
}
