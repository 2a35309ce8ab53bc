import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { failed, type CommandOutcome, type CommandRequest, type CommandSink } from './command.ts'
import { isInstanceFolder } from './instance-folder.ts'
import { InstanceReply, parseLine } from './instance-message.ts'

const GONE = failed(1, 'The Agate that is open did not finish this. What was written is saved there.')
const STOPPED = failed(1, 'Stopped before the Agate that is open was asked. Nothing was changed.')
const SILENT = failed(1, 'Agate is already open but does not answer. Close it and try again.')

/** How long to wait for an Agate that holds the lock but is still starting. */
const CONNECT_TRIES = 100
const CONNECT_PAUSE_MS = 100

/** Runs a command in the Agate that is already open. */
export async function runInInstance(
  path: string,
  request: CommandRequest,
  sink: CommandSink,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  const socket = await connectWhenThere(path, CONNECT_TRIES, signal)
  if (signal.aborted) {
    socket?.destroy()
    return STOPPED
  }
  if (socket === null) return SILENT
  const stop = () => {
    socket.destroy()
  }
  signal.addEventListener('abort', stop, { once: true })
  try {
    const lines = createInterface({ input: socket })
    // A line reader ends with its stream's end, but not when the stream is destroyed.
    socket.once('close', () => {
      lines.close()
    })
    socket.write(`${JSON.stringify(request)}\n`)
    for await (const line of lines) {
      const reply = InstanceReply.safeParse(parseLine(line))
      if (!reply.success) continue
      if (reply.data.t === 'done') return reply.data.outcome
      if (reply.data.t === 'text') sink.text(reply.data.text)
      else sink.note(reply.data.message)
    }
    return GONE
  } catch {
    // A reset connection is the same news as a closed one.
    return GONE
  } finally {
    signal.removeEventListener('abort', stop)
    socket.destroy()
  }
}

async function connectWhenThere(path: string, tries: number, signal: AbortSignal): Promise<Socket | null> {
  for (let left = tries; left > 0 && !signal.aborted; left--) {
    const socket = isInstanceFolder(path) ? await tryConnect(path) : null
    if (socket !== null) return socket
    // Stopped, the pause is over; the loop then is too.
    await wait(CONNECT_PAUSE_MS, undefined, { signal }).catch(() => undefined)
  }
  return null
}

function tryConnect(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      resolve(socket)
    })
    socket.once('error', () => {
      socket.destroy()
      resolve(null)
    })
  })
}
