import { spawn } from 'node:child_process'

/**
 * Starts one check, with its output as it comes. `ended` resolves to the exit code.
 * @param {import('./checks.mjs').Check} check
 * @param {{ cwd: string, report: string, env: Record<string, string>, wrap: import('./setup/test-user.mjs').TestUser['wrap'] }} options
 */
export function startCheck(check, { cwd, report, env, wrap }) {
  const plain = { command: check.command(report), env: {} }
  const { command, env: own } = check.window === true ? wrap(plain.command) : plain
  const [program = '', ...args] = command
  const reportVariable = check.reportVariable === undefined ? {} : { [check.reportVariable]: report }
  const child = spawn(program, args, {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env, ...own, ...reportVariable },
  })
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
  return { ended, stop: () => child.kill() }
}
