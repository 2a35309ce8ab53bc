/** What a stream's port delivers to the page. `end` comes once and last. */
export type StreamMessage<Frame, Outcome> = { t: 'frame'; frame: Frame } | { t: 'end'; result: Outcome }

export interface StreamHandle {
  ack(): void
  cancel(): void
}

export type OpenStream<Input, Frame, Outcome> = (
  input: Input,
  onMessage: (message: StreamMessage<Frame, Outcome>) => void,
) => StreamHandle

/** Messages that came while the reader was busy. Never more than the stream's credits, and the end. */
class Inbox<Message> {
  #waiting: Message[] = []
  #wake: () => void = () => undefined

  put(message: Message): void {
    this.#waiting.push(message)
    this.#wake()
  }

  async take(): Promise<Message> {
    for (;;) {
      const message = this.#waiting.shift()
      if (message !== undefined) return message
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}

/**
 * A stream of the bridge as a generator. A frame is acknowledged when the reader asks for the next one, so whatever the
 * reader does in between has been done. An aborted signal cancels the stream and the reader still gets its end, as that
 * holds how much was kept. A reader that leaves early cancels it too.
 */
export async function* streamGenerator<Input, Frame, Outcome>(
  open: OpenStream<Input, Frame, Outcome>,
  input: Input,
  signal?: AbortSignal,
): AsyncGenerator<Frame, Outcome, undefined> {
  const inbox = new Inbox<StreamMessage<Frame, Outcome>>()
  let needsCancel = true
  const handle = open(input, (message) => {
    inbox.put(message)
  })
  const cancel = () => {
    if (needsCancel) handle.cancel()
    needsCancel = false
  }
  signal?.addEventListener('abort', cancel, { once: true })
  if (signal?.aborted === true) cancel()
  try {
    for (;;) {
      const message = await inbox.take()
      if (message.t === 'end') {
        needsCancel = false
        return message.result
      }
      yield message.frame
      handle.ack()
    }
  } finally {
    signal?.removeEventListener('abort', cancel)
    cancel()
  }
}
