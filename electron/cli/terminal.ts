import { EXIT, type CommandOutcome, type CommandSink } from './command.ts'

/** As shells say it, 128 and the number of SIGPIPE: whoever read the output has gone, as `head` does when it has enough. */
const UNREAD = 141

type Stream = Pick<NodeJS.WriteStream, 'on' | 'write'>

/** A terminal, or whatever its streams lead to. What a command prints goes to stdout, and nothing else does. */
export class Terminal implements CommandSink {
  readonly #out: Stream
  readonly #err: Stream
  readonly #lost = new AbortController()
  #lostBy: Error | null = null

  /** Without somebody who listens, a reader that has gone would be an unexpected error. */
  constructor(out: Stream = process.stdout, err: Stream = process.stderr) {
    this.#out = out
    this.#err = err
    out.on('error', (error: Error) => this.#lose(error))
    // What is said beside the output is worth no more than its reader; the exit code tells the same.
    err.on('error', () => undefined)
  }

  /** Aborted once the output reaches nobody any more. */
  get lost(): AbortSignal {
    return this.#lost.signal
  }

  text(text: string): void {
    this.#out.write(text)
  }

  note(message: string): void {
    this.#err.write(`${message}\n`)
  }

  /** Prints the end of a command and returns the exit code, when all is written. */
  async finish({ exitCode, problem, output }: CommandOutcome): Promise<number> {
    const error = this.#lostBy ?? (await this.#written(output))
    if (error === null) {
      if (problem !== null) this.note(problem)
      return exitCode
    }
    const code: unknown = Reflect.get(error, 'code')
    if (code === 'EPIPE') return UNREAD
    this.note(
      `The output could not be written (${typeof code === 'string' ? code : error.message}). What Agate has saved is kept.`,
    )
    return EXIT.failed
  }

  #written(output: string): Promise<Error | null> {
    return new Promise((resolve) => {
      this.#out.write(output, (error) => resolve(error ?? null))
    })
  }

  #lose(error: Error): void {
    this.#lostBy ??= error
    this.#lost.abort()
  }
}
