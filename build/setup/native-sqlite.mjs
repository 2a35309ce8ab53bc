import { copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileSqlite, COMPILER_PACKAGES } from './compile-sqlite.mjs'
import { installPackages, isDebian, missingPackages } from './debian-packages.mjs'
import { electronVersion } from './electron-binary.mjs'
import { CACHE, ELECTRON, LOCAL, ROOT } from './places.mjs'
import { publish } from './publish.mjs'
import { detail } from './report.mjs'
import { run, succeeds } from './run-command.mjs'

const MODULE = join(ROOT, 'node_modules/better-sqlite3')
const COMPILED = join(MODULE, 'build/Release/better_sqlite3.node')
const PROBE = "const D = require('better-sqlite3'); new D(':memory:').prepare('select 1').get()"
const AS_NODE = { ELECTRON_RUN_AS_NODE: '1' }

/** The binaries in the package are for Node-API 10; an older runtime does not refuse them but crashes. */
const NAPI_NEEDED = 10

const mark = join(LOCAL, 'sqlite-loads')
const version = () => JSON.parse(readFileSync(join(MODULE, 'package.json'), 'utf8')).version

/** better-sqlite3, compiled from its own package where a runtime needs that; proven by loading it in Node and in Electron. */
export const nativeSqlite = {
  name: 'preparing SQLite',
  advice: 'Compiling needs Python 3, make, a C++ compiler and the headers of this Node.js.',
  isDone: () => existsSync(mark) && readFileSync(mark, 'utf8') === stamp(),
  async run() {
    if (await needsCompiling()) await bringCompiled()
    await run(process.execPath, ['-e', PROBE], { cwd: ROOT, quiet: true })
    await run(ELECTRON, ['-e', PROBE], { cwd: ROOT, quiet: true, env: AS_NODE })
    writeFileSync(mark, stamp())
  },
}

/** The proof holds while neither the runtimes nor the file change. */
function stamp() {
  const file = statSync(COMPILED, { throwIfNoEntry: false })
  return [version(), process.version, electronVersion(), file?.size, file?.mtimeMs].join(' ')
}

async function needsCompiling() {
  const napi = await run(ELECTRON, ['-p', 'process.versions.napi'], { quiet: true, env: AS_NODE })
  return Math.min(Number(napi.trim()), Number(process.versions.napi)) < NAPI_NEEDED
}

async function bringCompiled() {
  const cached = join(CACHE, `better-sqlite3-${version()}-${process.platform}-${process.arch}-napi9.node`)
  if (existsSync(cached)) {
    await install(cached)
    if (await succeeds(process.execPath, ['-e', PROBE], { cwd: ROOT })) return
    // Compiled for another system that shares this home folder.
    rmSync(cached)
  }
  await bringCompiler()
  detail('Compiling better-sqlite3 for Node-API 9; this takes about a minute')
  await publish(cached, (place) => compileSqlite(MODULE, place))
  await install(cached)
}

/** A copy: rebuilding the package would write to a link, and so into the cache. */
function install(cached) {
  return publish(COMPILED, (place) => copyFileSync(cached, place))
}

async function bringCompiler() {
  if (!isDebian()) return
  const missing = await missingPackages(COMPILER_PACKAGES)
  if (missing.length > 0) await installPackages(missing)
}
