import type { AskOutcome, AskSink } from './ask.ts'

/** The answer goes to stdout and nothing else does; with --json the text waits for the object. */
export function terminalSink(json: boolean): AskSink {
  return {
    text(text) {
      if (!json) process.stdout.write(text)
    },
    note(message) {
      process.stderr.write(`${message}\n`)
    },
  }
}

/** Prints the end of an answer and returns the exit code. */
export function finishAsk({ exitCode, problem, answer }: AskOutcome, json: boolean): number {
  if (answer !== null) process.stdout.write(json ? `${JSON.stringify(answer)}\n` : '\n')
  if (problem !== null) process.stderr.write(`${problem}\n`)
  return exitCode
}
