import { STREAM_CREDITS, type StreamDefinition, type StreamDown } from '../../shared/ipc/define.ts'
import { assertNever, type Result } from '../../shared/result.ts'
import { failed, FORBIDDEN, invalidInput, type Served } from './serve.ts'
import { streamUp } from './stream-up.ts'

export type StreamHandler = (input: unknown, signal: AbortSignal) => AsyncGenerator<unknown, Result<unknown>, undefined>

/** What a stream needs of a MessagePort: Electron's in main, Node's in tests. */
export interface StreamPort {
  post(message: StreamDown<unknown, unknown>): void
  onMessage(listener: (message: unknown) => void): void
  /** The window was closed, reloaded or crashed. */
  onClose(listener: () => void): void
  close(): void
}

/** The abort reason when the reader went away instead of pressing stop. */
export const READER_GONE = 'window-closed'

/**
 * Runs one stream over one port. At most STREAM_CREDITS frames are under way; while there is no credit, frames merge
 * into the one that waits, so a slow reader never blocks the producer and costs one frame of memory. Exactly one
 * `end` is sent, always last.
 */
export async function serveStream(
  served: Served<StreamDefinition, StreamHandler>,
  trusted: boolean,
  input: unknown,
  port: StreamPort,
): Promise<void> {
  const abort = new AbortController()
  const pump = createPump(served.definition, port)
  const send = (frame: unknown) => pump.frame(frame)
  port.onClose(() => {
    abort.abort(READER_GONE)
  })
  port.onMessage((message) => {
    const up = streamUp(message)
    if (up === null) return
    switch (up.t) {
      case 'ack':
        pump.acknowledge()
        return
      case 'cancel':
        abort.abort('user')
        return
      default:
        assertNever(up)
    }
  })
  pump.end(trusted ? await produce(served, input, abort.signal, send) : FORBIDDEN)
}

async function produce(
  { channel, definition, handler, log }: Served<StreamDefinition, StreamHandler>,
  input: unknown,
  signal: AbortSignal,
  send: (frame: unknown) => void,
): Promise<Result<unknown>> {
  const parsed = definition.input.safeParse(input)
  if (!parsed.success) return invalidInput(channel, parsed.error, log)
  try {
    const frames = handler(parsed.data, signal)
    for (;;) {
      const next = await frames.next()
      if (next.done === true) return next.value
      send(next.value)
    }
  } catch (error) {
    return failed(channel, error, log)
  }
}

function createPump({ merge }: Pick<StreamDefinition, 'merge'>, port: StreamPort) {
  // The definition's own frame type is lost in the walk over the contract; producer and merge share it by declaration.
  const join: (waiting: never, next: never) => unknown = merge
  let credits = STREAM_CREDITS
  let waiting: { frame: unknown } | null = null
  let result: Result<unknown> | null = null

  function flush(): void {
    if (waiting !== null && credits > 0) {
      credits -= 1
      const { frame } = waiting
      waiting = null
      port.post({ t: 'frame', frame })
    }
    if (waiting === null && result !== null) {
      port.post({ t: 'end', result })
      port.close()
    }
  }

  return {
    frame(frame: unknown) {
      waiting = { frame: waiting === null ? frame : Reflect.apply(join, undefined, [waiting.frame, frame]) }
      flush()
    },
    acknowledge() {
      credits = Math.min(credits + 1, STREAM_CREDITS)
      if (result === null || waiting !== null) flush()
    },
    end(value: Result<unknown>) {
      result = value
      flush()
    },
  }
}
