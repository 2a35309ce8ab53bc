import { spawn } from 'node:child_process'

/**
 * Runs one check with its output as it comes; resolves to the exit code.
 * @param {{ command: (report: string) => string[], window?: boolean, reportVariable?: string }} check
 * @param {{ cwd: string, report: string, env: Record<string, string>, user: (command: string[]) => { command: string[], env: Record<string, string> } }} options
 */
export async function runCheck(check, { cwd, report, env, user }) {
  const plain = { command: check.command(report), env: {} }
  const { command, env: own } = check.window === true ? user(plain.command) : plain
  const [program, ...args] = command
  const child = spawn(program, args, {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      ...env,
      ...own,
      ...(check.reportVariable === undefined ? {} : { [check.reportVariable]: report }),
    },
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}
