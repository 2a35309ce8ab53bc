import { rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { EndSignal } from '../end-signal.ts'
import type { Log } from '../log.ts'
import { CommandRequest, type CommandSink, type RunCommand } from './command.ts'
import { makeInstanceFolder } from './instance-folder.ts'
import { LINE_MAX, parseLine, type InstanceReply } from './instance-message.ts'

export interface InstanceServer {
  readonly isServing: boolean
  /** Resolves once nobody is served, or when the signal is aborted. */
  idle(signal: AbortSignal): Promise<void>
  stop(): void
}

/**
 * Lets a second start of Agate work through this one: a local socket in a folder that only this user can enter; no port is opened.
 * The caller holds the single-instance lock, so a socket that is already there was left behind by a crash.
 * Where there can be no such folder Agate works all the same, only not for a second start.
 */
export function serveInstances(path: string, run: RunCommand, log: Log): InstanceServer {
  const open = new Set<Socket>()
  const closed = new EndSignal()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => {
      open.delete(socket)
      closed.tell()
    })
    socket.on('error', (error) => {
      log('warn', 'instance.socket', { error })
    })
    void serveOne(socket, run, log)
  })
  server.on('error', (error) => {
    log('error', 'instance.server', { error })
  })
  try {
    makeInstanceFolder(path)
    if (process.platform !== 'win32') rmSync(path, { force: true })
    server.listen(path)
  } catch (error) {
    log('error', 'instance.folder', { error })
  }
  return {
    get isServing() {
      return open.size > 0
    },
    async idle(signal) {
      while (open.size > 0 && !signal.aborted) await closed.next(signal)
    },
    stop() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

async function serveOne(socket: Socket, run: RunCommand, log: Log): Promise<void> {
  const abort = new AbortController()
  socket.on('close', () => {
    abort.abort('user')
  })
  const say = (reply: InstanceReply) => {
    if (socket.writable) socket.write(`${JSON.stringify(reply)}\n`)
  }
  const request = CommandRequest.safeParse(parseLine(await firstLine(socket)))
  if (!request.success) {
    socket.destroy()
    return
  }
  const sink: CommandSink = {
    text(text) {
      say({ t: 'text', text })
    },
    note(message) {
      say({ t: 'note', message })
    },
  }
  try {
    say({ t: 'done', outcome: await run(request.data, sink, abort.signal) })
  } catch (error) {
    log('error', 'instance.command', { error })
    say({ t: 'done', outcome: { exitCode: 1, problem: 'Something unexpected went wrong in Agate.', output: '' } })
  }
  socket.end()
}

function firstLine(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let bytes = 0
    socket.on('data', (data: Buffer) => {
      bytes += data.length
      if (bytes > LINE_MAX) socket.destroy()
    })
    const lines = createInterface({ input: socket })
    lines.once('line', resolve)
    // A line reader ends with its stream's end, but not when the stream is destroyed.
    socket.once('close', () => {
      lines.close()
      resolve('')
    })
  })
}
