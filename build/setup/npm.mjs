import { run } from './run-command.mjs'

/**
 * Runs npm: the one that started us, whatever it is called on this system.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, quiet?: boolean }} [options]
 */
export function npm(args, options) {
  const own = process.env.npm_execpath
  return own?.endsWith('npm-cli.js') ? run(process.execPath, [own, ...args], options) : run('npm', args, options)
}
