import { spawn } from 'node:child_process'
import { say } from './report.mjs'
import { SetupError } from './setup-error.mjs'

/** @typedef {{ env: Record<string, string>, stop: () => void }} Display variables to run with, and how to end it */

/** @type {Display} */
export const NO_DISPLAY = { env: {}, stop() {} }

const OWN_SCREEN = '1400x1000x24'

/** The screen that is there, or a virtual one where Linux has none. @returns {Promise<Display>} */
export async function provideDisplay() {
  const hasScreen = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  if (process.platform !== 'linux' || hasScreen) return NO_DISPLAY
  say('there is no screen here, so it runs on a virtual one (Xvfb).')
  return virtualDisplay()
}

/** A screen of its own for tests: no window of theirs comes up before somebody at work. @returns {Promise<Display>} */
export function testDisplay() {
  return process.platform === 'linux' ? virtualDisplay() : Promise.resolve(NO_DISPLAY)
}

async function virtualDisplay() {
  // Xvfb itself finds a free number and writes it to descriptor 3. Detached, or Ctrl+C would end it before the app has.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', OWN_SCREEN, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const number = await new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new SetupError(`Xvfb could not be started: ${error.message}`)))
    server.once('exit', (code) => reject(new SetupError(`Xvfb ended with ${code} before it was ready.`)))
    server.stdio[3]?.once('data', (data) => resolve(String(data).trim()))
  })
  const env = { DISPLAY: `:${number}`, WAYLAND_DISPLAY: '' }
  const focus = manageWindows(env)
  return {
    env,
    stop() {
      focus.kill()
      server.kill()
    },
  }
}

/** Without a window manager no window of a screen ever gets the focus. Where there is none, the screen has to do. */
function manageWindows(env) {
  const manager = spawn('openbox', [], { env: { ...process.env, ...env }, stdio: 'ignore', detached: true })
  manager.once('error', (error) => say(`windows on the virtual screen get no focus: ${error.message}`))
  return manager
}
