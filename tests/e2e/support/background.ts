import { spawn } from 'node:child_process'

export interface Background {
  /** The line of its output that matched. */
  readonly ready: string
  stop(): Promise<void>
}

/** Starts a program that serves others, and waits for the line with which it says that it is ready. */
export async function startBackground(
  command: readonly [string, ...string[]],
  ready: RegExp,
  env: Readonly<Record<string, string>> = {},
): Promise<Background> {
  const [program, ...args] = command
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const line = await new Promise<string>((resolve, reject) => {
    let said = ''
    const hear = (text: string) => {
      said += text
      const match = ready.exec(said)
      if (match) resolve(match[0].trim())
    }
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    child.once('error', reject)
    child.once('close', (code) => reject(new Error(`${program} ended with ${String(code)}: ${said}`)))
  })
  const stop = () => {
    child.kill()
    return ended
  }
  return { ready: line, stop }
}
