import { mkdirSync, mkdtempSync, chownSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './places.mjs'
import { run, succeeds } from './run-command.mjs'

const NAME = 'agate-test'

/**
 * How to run what starts Electron. Chromium refuses to sandbox as root, so root hands it to an ordinary user, made once; everybody else runs it
 * as it is. The checkout may lie in a folder that user cannot enter: then it is mounted into one, for that command alone.
 * @returns {Promise<(command: string[]) => { command: string[], env: Record<string, string> }>}
 */
export async function asTestUser() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return (command) => ({ command, env: {} })
  if (!(await succeeds('id', [NAME]))) {
    process.stderr.write(
      `Agate: you are root, and Chromium's sandbox needs an ordinary user: adding "${NAME}" for the tests.\n`,
    )
    await run('useradd', ['--create-home', '--shell', '/usr/sbin/nologin', NAME])
  }
  const id = Number((await run('id', ['-u', NAME], { quiet: true })).trim())
  const group = Number((await run('id', ['-g', NAME], { quiet: true })).trim())
  const drop = ['setpriv', `--reuid=${id}`, `--regid=${group}`, '--clear-groups']
  const home = mkdtempSync(join(tmpdir(), 'agate-test-home-'))
  chownSync(home, id, group)
  const env = {
    HOME: home,
    USER: NAME,
    LOGNAME: NAME,
    XDG_RUNTIME_DIR: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
  }
  if (await succeeds(drop[0], [...drop.slice(1), 'test', '-r', join(ROOT, 'package.json')])) {
    return (command) => ({ command: [...drop, ...command], env })
  }
  const mounted = join(home, 'checkout')
  mkdirSync(mounted)
  return (command) => ({
    command: [
      'unshare',
      '--mount',
      'sh',
      '-c',
      `mount --bind "${ROOT}" "${mounted}" && cd "${mounted}" && exec "$@"`,
      'sh',
      ...drop,
      ...command,
    ],
    env,
  })
}
