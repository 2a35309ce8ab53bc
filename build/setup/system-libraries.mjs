import { existsSync } from 'node:fs'
import { run, succeeds } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'

const RUN = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libnotify4',
  'libxtst6',
  'xvfb',
  'xauth',
  'unzip',
]
/** To compile better-sqlite3 for a runtime its own binaries are too new for. */
const COMPILE = ['python3', 'make', 'g++']

/**
 * What Electron and the set-up itself need from Debian. Elsewhere nothing is checked: a missing library is named by the program that
 * misses it.
 * @param {{ compile: boolean }} needs
 */
export function systemLibraries({ compile }) {
  const wanted = compile ? [...RUN, ...COMPILE] : RUN
  let missing = wanted
  return {
    name: 'installing system libraries',
    async isDone() {
      if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) return true
      const states = await Promise.all(wanted.map(isInstalled))
      missing = wanted.filter((_, index) => !states[index])
      return missing.length === 0
    },
    async run() {
      if (process.getuid?.() !== 0) throw new SetupError(installLine(missing))
      await run('apt-get', ['update', '-qq'])
      await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
        env: { DEBIAN_FRONTEND: 'noninteractive' },
      })
    },
  }
}

/** The one line for somebody who is not root. */
export function installLine(missing) {
  return `some system libraries are missing. Install them and run the command again:\n  sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`
}

/** Debian 13 renamed some of them (libasound2t64); what provides the name counts. */
function isInstalled(name) {
  return succeeds('sh', [
    '-c',
    `dpkg-query -W -f='\${db:Status-Status} \${Package} \${Provides}\\n' | grep -Eq '^installed (.*[ ,])?${name.replaceAll('+', '\\+')}(t64)?([ ,(]|$)'`,
  ])
}
