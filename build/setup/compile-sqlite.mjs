import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ROOT } from './places.mjs'
import { run } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'

export const COMPILER_PACKAGES = ['python3', 'make', 'g++']

/**
 * Compiles better-sqlite3 for runtimes with Node-API 9. Works on a copy, because the package in node_modules must stay as npm laid it.
 * @param {string} module the package's folder
 * @param {string} target the binary to make
 */
export async function compileSqlite(module, target) {
  const work = mkdtempSync(join(tmpdir(), 'agate-sqlite-'))
  try {
    const source = join(work, 'node_modules/better-sqlite3')
    cpSync(module, source, { recursive: true, filter: (file) => file !== join(module, 'build') })
    cpSync(join(ROOT, 'node_modules/node-addon-api'), join(work, 'node_modules/node-addon-api'), { recursive: true })
    const gyp = join(source, 'binding.gyp')
    writeFileSync(gyp, forOldApi(readFileSync(gyp, 'utf8')))
    const nodeGyp = join(ROOT, 'node_modules/node-gyp/bin/node-gyp.js')
    await run(process.execPath, [nodeGyp, 'rebuild', '--release', '--force_build=1', '--jobs=max', ...headers()], {
      cwd: source,
      quiet: true,
    })
    cpSync(join(source, 'build/Release/better_sqlite3.node'), target)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/**
 * Asks the headers for the experimental interface instead of version 10: what the code uses of it is there since Node-API 9, only
 * without its number.
 * @param {string} gyp
 */
export function forOldApi(gyp) {
  const changed = gyp.replace("'NAPI_VERSION=10'", "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'")
  if (changed === gyp) {
    throw new SetupError(
      'this version of better-sqlite3 is built in another way than the one we know. Use Node.js 22.14 or newer and a current Electron, which need no compiling.',
    )
  }
  return changed
}

/** Node's headers lie beside it in most installations; otherwise node-gyp fetches them from nodejs.org. */
function headers() {
  const prefix = resolve(process.execPath, '../..')
  return existsSync(join(prefix, 'include/node/node_api.h')) ? [`--nodedir=${prefix}`] : []
}
