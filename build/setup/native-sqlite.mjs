import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { CACHE, ELECTRON, ROOT } from './places.mjs'
import { linkTree, publish } from './publish.mjs'
import { run, succeeds } from './run-command.mjs'

const MODULE = join(ROOT, 'node_modules/better-sqlite3')
const COMPILED = join(MODULE, 'build/Release/better_sqlite3.node')
const PROBE = "const D = require('better-sqlite3'); new D(':memory:').prepare('select 1').get()"

/** The binaries in the package are for Node-API 10; an older runtime does not refuse them but crashes. */
const NAPI_NEEDED = 10

/** Whether Node, or the Electron that is here, is too old for the package's own binary. */
export async function needsCompiling() {
  if (Number(process.versions.napi) < NAPI_NEEDED) return true
  if (!existsSync(ELECTRON)) return true
  const napi = await run(ELECTRON, ['-p', 'process.versions.napi'], { quiet: true, env: { ELECTRON_RUN_AS_NODE: '1' } })
  return Number(napi.trim()) < NAPI_NEEDED
}

/** better-sqlite3, compiled from its own package where the runtime needs that; proven by loading it in both runtimes. */
export const nativeSqlite = {
  name: 'preparing SQLite',
  async isDone() {
    if (!(await needsCompiling())) return loadsEverywhere()
    return existsSync(COMPILED) && loadsEverywhere()
  },
  async run() {
    const { version } = JSON.parse(readFileSync(join(MODULE, 'package.json'), 'utf8'))
    const cached = join(CACHE, `better-sqlite3-${version}-${process.platform}-${process.arch}-napi9.node`)
    if (!existsSync(cached)) await publish(cached, compile)
    mkdirSync(dirname(COMPILED), { recursive: true })
    linkTree(cached, COMPILED)
  },
}

async function loadsEverywhere() {
  const inNode = await succeeds(process.execPath, ['-e', PROBE], { cwd: ROOT })
  return inNode && succeeds(ELECTRON, ['-e', PROBE], { cwd: ROOT, env: { ELECTRON_RUN_AS_NODE: '1' } })
}

/** Takes about a minute on two cores; works on a copy, because the package in node_modules must stay as npm laid it. */
async function compile(target) {
  const work = mkdtempSync(join(tmpdir(), 'agate-sqlite-'))
  try {
    const source = join(work, 'node_modules/better-sqlite3')
    cpSync(MODULE, source, { recursive: true })
    cpSync(join(ROOT, 'node_modules/node-addon-api'), join(work, 'node_modules/node-addon-api'), { recursive: true })
    useOldApi(join(source, 'binding.gyp'))
    await run(
      process.execPath,
      [join(ROOT, 'node_modules/node-gyp/bin/node-gyp.js'), 'rebuild', '--release', '--force_build=1', ...headers()],
      {
        cwd: source,
        quiet: true,
      },
    )
    cpSync(join(source, 'build/Release/better_sqlite3.node'), target)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/**
 * Asks the headers for the experimental interface instead of version 10: what the code uses of it is there since Node-API 9, only
 * without its number.
 */
function useOldApi(file) {
  const before = readFileSync(file, 'utf8')
  const after = before.replace("'NAPI_VERSION=10'", "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'")
  if (after === before) throw new Error(`${file} is not as expected`)
  writeFileSync(file, after)
}

/** Node's headers lie beside it in most installations; otherwise node-gyp fetches them from nodejs.org. */
function headers() {
  const prefix = resolve(process.execPath, '../..')
  return existsSync(join(prefix, 'include/node/node_api.h')) ? [`--nodedir=${prefix}`] : []
}
