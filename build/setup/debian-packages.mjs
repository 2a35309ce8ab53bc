import { existsSync } from 'node:fs'
import { run } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'

export const isDebian = () => process.platform === 'linux' && existsSync('/etc/debian_version')

/**
 * Which of `wanted` dpkg does not have. Debian 13 renamed some (libasound2t64 provides libasound2); whatever provides the name counts.
 * @param {readonly string[]} wanted
 */
export async function missingPackages(wanted) {
  const format = '${db:Status-Status}\t${Package}\t${Provides}\n'
  return notIn(await run('dpkg-query', ['-W', '-f', format], { quiet: true }), wanted)
}

/**
 * @param {string} listing lines of status, package and what it provides, parted by tabs
 * @param {readonly string[]} wanted
 */
export function notIn(listing, wanted) {
  const present = new Set()
  for (const line of listing.split('\n')) {
    const [status, name, provides = ''] = line.split('\t')
    if (status !== 'installed') continue
    present.add(name)
    for (const provided of provides.split(',')) present.add(provided.trim().split(' ', 1)[0])
  }
  return wanted.filter((name) => !present.has(name))
}

/**
 * Installs with apt-get where that is allowed; otherwise says the one line to run.
 * @param {readonly string[]} missing
 * @param {{ isRoot?: boolean, apt?: (args: string[]) => Promise<unknown> }} [surroundings]
 */
export async function installPackages(missing, { isRoot = process.getuid?.() === 0, apt = aptGet } = {}) {
  if (!isRoot) throw new SetupError(installLine(missing))
  await apt(['update', '-qq'])
  await apt(['install', '-y', '-qq', '--no-install-recommends', ...missing])
}

function aptGet(args) {
  return run('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' } })
}

/** @param {readonly string[]} missing */
function installLine(missing) {
  return `these system packages are missing. Install them with this line:\n  sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`
}
