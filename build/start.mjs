import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { setUp } from './setup.mjs'
import { provideDisplay } from './setup/display.mjs'
import { ELECTRON, ROOT } from './setup/places.mjs'
import { say } from './setup/report.mjs'
import { orExplain } from './setup/run-steps.mjs'

/* npm start: sets up what is missing, then runs Agate with the arguments that follow. Stdout is Agate's alone. */

/** @type {readonly NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

await orExplain(setUp)
const display = await orExplain(provideDisplay)
const child = spawn(ELECTRON, [...sandboxSwitches(), ROOT, ...process.argv.slice(2)], {
  stdio: 'inherit',
  // npm changes to the checkout, but a file that is named in an argument is meant from where the person is.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  env: { ...process.env, ...display.env },
})
for (const signal of SIGNALS) process.on(signal, () => child.kill(signal))
child.once('error', (error) => {
  say(`Electron could not be started: ${error.message}`)
  end(1)
})
// As a shell does: 128 and the signal's number.
child.once('exit', (code, signal) => end(code ?? 128 + (signal === null ? 0 : constants.signals[signal])))

function end(code) {
  display.stop()
  process.exit(code)
}

function sandboxSwitches() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return []
  say(
    'you are root, so Chromium runs WITHOUT its sandbox (--no-sandbox). Use an ordinary user for anything but development.',
  )
  return ['--no-sandbox']
}
