import { execFile } from 'node:child_process'

/** A program that presses keys answers at once, or not at all. */
const PATIENCE_MS = 2000

/** What a program printed; null when it is not there, failed or took too long. */
export function runProgram(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: PATIENCE_MS, encoding: 'utf8' }, (error, stdout) => {
      resolve(error === null ? stdout : null)
    })
  })
}
