import { app } from 'electron'
import type { CommandRequest, RunCommand } from './cli/command.ts'
import { runInInstance } from './cli/instance-client.ts'
import { finishCommand, terminalSink } from './cli/terminal.ts'
import { INTERRUPTED } from './quit.ts'

/** A command in the process that holds the lock. Then `end`, which knows whether a window was opened meanwhile. */
export async function runHere(
  request: CommandRequest,
  command: RunCommand,
  end: (code: number) => void,
): Promise<void> {
  const code = finishCommand(await command(request, terminalSink(), new AbortController().signal))
  end(code)
}

/** Another Agate is open: it runs the command for this one. */
export async function handOver(request: CommandRequest, socket: string): Promise<void> {
  const abort = new AbortController()
  process.once('SIGINT', () => {
    abort.abort()
  })
  const outcome = await runInInstance(socket, request, terminalSink(), abort.signal)
  // Whoever pressed Ctrl C knows why there is no more.
  app.exit(abort.signal.aborted ? INTERRUPTED : finishCommand(outcome))
}
