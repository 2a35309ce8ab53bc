import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ROOT } from './places.mjs'
import { say } from './report.mjs'
import { run, succeeds } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'

const NAME = 'agate-test'
/** Folders in its home that the checkout and Node are mounted into. */
const MOUNTS = { checkout: 'checkout', node: 'node' }

/** @typedef {{ command: string[], env: Record<string, string> }} Launch */
/** @typedef {{ wrap: (command: string[]) => Launch, end: () => void }} TestUser `end` removes what it left behind */

/** @type {TestUser} */
export const SAME_USER = { wrap: (command) => ({ command, env: {} }), end() {} }

/**
 * How to run what starts Electron. Chromium refuses to sandbox as root, so root hands it to an ordinary user, made once; everybody else runs it
 * as it is.
 * @returns {Promise<TestUser>}
 */
export async function testUser() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return SAME_USER
  const { id, group } = await ordinaryUser()
  const home = mkdtempSync(join(tmpdir(), 'agate-test-home-'))
  chownSync(home, id, group)
  const drop = ['setpriv', `--reuid=${id}`, `--regid=${group}`, '--clear-groups']
  const prefix = await reachable(drop, home)
  return {
    wrap: (command) => ({ command: [...prefix, ...command], env: environment(home) }),
    end: () => remove(home),
  }
}

/** The folders to mount into go first and only while empty: nothing may ever be deleted through a mount. */
function remove(home) {
  for (const name of Object.values(MOUNTS)) {
    if (existsSync(join(home, name))) rmdirSync(join(home, name))
  }
  rmSync(home, { recursive: true, force: true })
}

async function ordinaryUser() {
  if (!(await succeeds('id', [NAME]))) {
    say(`you are root, and Chromium's sandbox needs an ordinary user: adding "${NAME}" for the tests.`)
    await run('useradd', ['--create-home', '--shell', '/usr/sbin/nologin', NAME])
  }
  const ask = async (what) => Number((await run('id', [what, NAME], { quiet: true })).trim())
  return { id: await ask('-u'), group: await ask('-g') }
}

function environment(home) {
  return {
    HOME: home,
    USER: NAME,
    LOGNAME: NAME,
    XDG_RUNTIME_DIR: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
  }
}

/** Mounts two folders, goes into the first and runs the rest with the programs of the second. */
const IN_MOUNTS =
  'mount --bind "$1" "$2" && mount --bind "$3" "$4" && cd "$2" && PATH="$4/bin:$PATH" && shift 4 && exec "$@"'

/** What to put before a command: the checkout or Node may lie where that user cannot go, and are then mounted for that command alone. */
async function reachable(drop, home) {
  if ((await can(drop, '-r', join(ROOT, 'package.json'))) && (await can(drop, '-x', process.execPath))) return drop
  const [checkout, node] = [join(home, MOUNTS.checkout), join(home, MOUNTS.node)]
  mkdirSync(checkout)
  mkdirSync(node)
  const folders = [ROOT, checkout, resolve(process.execPath, '../..'), node]
  const prefix = ['unshare', '--mount', 'sh', '-c', IN_MOUNTS, 'sh', ...folders, ...drop]
  if (await can(prefix, '-r', 'package.json')) return prefix
  throw new SetupError(
    `the user "${NAME}", as which the tests run, cannot read ${ROOT}. Allow others to read it (chmod -R a+rX), or run the tests as an ordinary user.`,
  )
}

/** @param {string[]} prefix @param {string} access @param {string} file */
function can([program = '', ...args], access, file) {
  return succeeds(program, [...args, 'test', access, file])
}
