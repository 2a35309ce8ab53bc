import { app } from 'electron'
import { EXIT, failed, type CommandRequest, type RunCommand } from './cli/command.ts'
import { runInInstance } from './cli/instance-client.ts'
import { Terminal } from './cli/terminal.ts'
import type { Log } from './log.ts'
import { INTERRUPTED } from './quit.ts'

/** A command in the process that holds the lock, until it ends or `leaving` is aborted. Returns the exit code. */
export async function runHere(
  request: CommandRequest,
  command: RunCommand,
  leaving: AbortSignal,
  log: Log,
): Promise<number> {
  const terminal = new Terminal()
  const signal = AbortSignal.any([leaving, terminal.lost])
  const outcome = await command(request, terminal, signal).catch((error: unknown) => {
    log('error', 'command.failed', { error })
    return failed(
      EXIT.failed,
      'Something unexpected went wrong in Agate. What was saved is kept; its log has the details.',
    )
  })
  return terminal.finish(outcome)
}

/** Another Agate is open: it runs the command for this one. */
export async function handOver(request: CommandRequest, socket: string): Promise<void> {
  const abort = new AbortController()
  process.once('SIGINT', () => {
    abort.abort()
  })
  const terminal = new Terminal()
  const outcome = await runInInstance(socket, request, terminal, AbortSignal.any([abort.signal, terminal.lost]))
  // Whoever pressed Ctrl C knows why there is no more.
  app.exit(abort.signal.aborted ? INTERRUPTED : await terminal.finish(outcome))
}
