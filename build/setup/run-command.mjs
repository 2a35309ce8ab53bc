import { spawn } from 'node:child_process'
import { SetupError } from './setup-error.mjs'

/** How much of a failed program's output is shown. */
const TAIL = 4000

/**
 * Runs a program and waits for it. What it prints goes to stderr, because stdout belongs to Agate's own answers; with `quiet` it is
 * shown only when the program fails.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, quiet?: boolean, timeoutMs?: number }} [options]
 * @returns {Promise<string>} what it printed, when `quiet`
 */
export async function run(program, args, { cwd, env, quiet = false, timeoutMs } = {}) {
  const sink = quiet ? 'pipe' : process.stderr
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', sink, sink],
    timeout: timeoutMs,
  })
  let output = ''
  child.stdout?.on('data', (data) => (output += data))
  child.stderr?.on('data', (data) => (output += data))
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exit, signal) => resolve(exit ?? signal))
  }).catch((error) => {
    throw new SetupError(`${program} could not be started: ${error.message}`)
  })
  if (code !== 0) {
    throw new SetupError(`${program} ${args.slice(0, 3).join(' ')} … ended with ${code}.\n${output.slice(-TAIL)}`)
  }
  return output
}

/**
 * The same, for a question whose "no" is no failure.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} [options]
 */
export async function succeeds(program, args, options = {}) {
  try {
    await run(program, args, { quiet: true, ...options })
    return true
  } catch (error) {
    if (error instanceof SetupError) return false
    throw error
  }
}
