import { describe, expect, it } from 'vitest'
import { streamGenerator, type OpenStream, type StreamMessage } from '../../../renderer/lib/stream-generator.ts'

type Message = StreamMessage<string, string>

/** The page's end of a stream, played by the test. */
function stream() {
  const events: string[] = []
  let post: (message: Message) => void = () => undefined
  const open: OpenStream<string, string, string> = (input, onMessage) => {
    events.push(`open ${input}`)
    post = onMessage
    return { ack: () => events.push('ack'), cancel: () => events.push('cancel') }
  }
  return {
    events,
    open,
    frame: (frame: string) => {
      post({ t: 'frame', frame })
    },
    end: (result: string) => {
      post({ t: 'end', result })
    },
  }
}

describe('streamGenerator', () => {
  it('yields the frames in order and returns the end', async () => {
    const { open, frame, end, events } = stream()
    const frames = streamGenerator(open, 'question', undefined)
    const first = frames.next()
    frame('a')
    frame('b')
    end('done')
    expect([await first, await frames.next(), await frames.next()]).toEqual([
      { done: false, value: 'a' },
      { done: false, value: 'b' },
      { done: true, value: 'done' },
    ])
    expect(events).toEqual(['open question', 'ack', 'ack'])
  })

  it('acknowledges a frame only when the reader asks for the next one', async () => {
    const { open, frame, end, events } = stream()
    const frames = streamGenerator(open, 'q')
    const first = frames.next()
    frame('a')
    await first
    expect(events).not.toContain('ack')
    const second = frames.next()
    await Promise.resolve()
    expect(events).toContain('ack')
    end('done')
    await second
  })

  it('cancels when the signal is aborted, and still gives the frames under way and the end', async () => {
    const { open, frame, end, events } = stream()
    const abort = new AbortController()
    const frames = streamGenerator(open, 'q', abort.signal)
    const first = frames.next()
    frame('a')
    await first
    abort.abort()
    expect(events).toEqual(['open q', 'cancel'])
    frame('b')
    end('stopped')
    expect(await frames.next()).toEqual({ done: false, value: 'b' })
    expect(await frames.next()).toEqual({ done: true, value: 'stopped' })
    expect(events.filter((event) => event === 'cancel')).toHaveLength(1)
  })

  it('cancels at once when the signal was aborted before', async () => {
    const { open, end, events } = stream()
    const frames = streamGenerator(open, 'q', AbortSignal.abort())
    const first = frames.next()
    end('stopped')
    expect(await first).toEqual({ done: true, value: 'stopped' })
    expect(events).toEqual(['open q', 'cancel'])
  })

  it('cancels when the reader leaves early', async () => {
    const { open, frame, events } = stream()
    const frames = streamGenerator(open, 'q')
    const first = frames.next()
    frame('a')
    await first
    await frames.return('left')
    expect(events).toEqual(['open q', 'cancel'])
  })

  it('does not cancel a stream that has ended, also when the signal is aborted later', async () => {
    const { open, end, events } = stream()
    const abort = new AbortController()
    const frames = streamGenerator(open, 'q', abort.signal)
    const first = frames.next()
    end('done')
    await first
    abort.abort()
    expect(await frames.next()).toEqual({ done: true, value: undefined })
    expect(events).toEqual(['open q'])
  })
})
