import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { AskOutcome, AskSink } from './ask.ts'
import type { AskRequest } from './invocation.ts'
import { InstanceReply, parseLine } from './instance-message.ts'

const GONE: AskOutcome = {
  exitCode: 1,
  problem: 'The Agate that is open did not finish the answer. What was written is saved there.',
  answer: null,
}

/** How long to wait for an Agate that holds the lock but is still starting. */
const CONNECT_TRIES = 100
const CONNECT_PAUSE_MS = 100

/** Asks through the Agate that is already open. */
export async function askInstance(
  path: string,
  request: AskRequest,
  sink: AskSink,
  signal: AbortSignal,
): Promise<AskOutcome> {
  const socket = await connectWhenThere(path, CONNECT_TRIES)
  if (socket === null) return { ...GONE, problem: 'Agate is already open but does not answer. Close it and try again.' }
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

async function connectWhenThere(path: string, tries: number): Promise<Socket | null> {
  for (let left = tries; left > 0; left--) {
    const socket = await tryConnect(path)
    if (socket !== null) return socket
    await new Promise((resolve) => setTimeout(resolve, CONNECT_PAUSE_MS))
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
