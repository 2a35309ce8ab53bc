import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CACHE, ROOT } from './places.mjs'
import { detail } from './report.mjs'
import { run } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'

/** How long "it cannot be reached from here" is believed. */
const UNREACHABLE_MS = 24 * 60 * 60 * 1000
const PROBE_MS = 8000

const PACKAGE = join(ROOT, 'node_modules/electron')
const unreachableMark = join(CACHE, 'electron-official-unreachable')

export const officialVersion = () => JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')).version

/** The folder of the official binary, or null when it cannot be fetched from here. */
export async function officialElectron() {
  if (!(await isReachable())) return null
  try {
    await run(process.execPath, [join(PACKAGE, 'install.js')], { quiet: true })
    return join(PACKAGE, 'dist')
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    detail(`The official Electron could not be downloaded: ${error.message}`)
    return null
  }
}

/** Asked before the real download, which would try for minutes on a network that drops what it does not allow. */
async function isReachable() {
  // Somebody who names a mirror knows it answers.
  if (process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror) return true
  const marked = statSync(unreachableMark, { throwIfNoEntry: false })
  if (marked && Date.now() - marked.mtimeMs < UNREACHABLE_MS) return false
  const reachable = await answers(downloadAddress())
  if (!reachable) {
    mkdirSync(CACHE, { recursive: true })
    writeFileSync(unreachableMark, '')
  } else rmSync(unreachableMark, { force: true })
  return reachable
}

async function answers(url) {
  try {
    // The redirect leads to another host, which must answer too.
    return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })).ok
  } catch {
    return false
  }
}

function downloadAddress() {
  const version = officialVersion()
  return `https://github.com/electron/electron/releases/download/v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`
}
