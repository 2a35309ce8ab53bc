import type { CommandOutcome, CommandSink } from './command.ts'

/** What a command prints goes to stdout, and nothing else does. */
export function terminalSink(): CommandSink {
  return {
    text(text) {
      process.stdout.write(text)
    },
    note(message) {
      process.stderr.write(`${message}\n`)
    },
  }
}

/** Prints the end of a command and returns the exit code. */
export function finishCommand({ exitCode, problem, output }: CommandOutcome): number {
  process.stdout.write(output)
  if (problem !== null) process.stderr.write(`${problem}\n`)
  return exitCode
}
