import Database from 'better-sqlite3'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { READER_GONE, serveStream, type StreamHandler, type StreamPort } from '../../../electron/ipc/serve-stream.ts'
import { STREAM_CREDITS, stream, type StreamDown } from '../../../shared/ipc/define.ts'
import { ok } from '../../../shared/result.ts'

const definition = stream({
  input: z.object({ count: z.int() }),
  frame: z.object({ text: z.string() }),
  output: z.object({ done: z.int() }),
  errors: [],
  merge: (waiting, next) => ({ text: waiting.text + next.text }),
})

const logged: string[] = []
const open: MessagePort[] = []

afterEach(() => {
  logged.length = 0
  for (const port of open.splice(0)) port.close()
})

function adapt(port: MessagePort): StreamPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  }
}

/** Starts a stream and collects what the reader's end receives; it acknowledges only when told to. */
function start(handler: StreamHandler, options: { input?: unknown; trusted?: boolean; autoAck?: boolean } = {}) {
  const { port1, port2 } = new MessageChannel()
  open.push(port1, port2)
  const received: StreamDown<unknown, unknown>[] = []
  const closed = new Promise<void>((resolve) => port1.once('close', () => resolve()))
  port1.on('message', (message: StreamDown<unknown, unknown>) => {
    received.push(message)
    if (message.t === 'frame' && options.autoAck !== false) port1.postMessage({ t: 'ack' })
  })
  const served = {
    channel: 'test:stream',
    definition,
    handler,
    log: (_level: string, event: string) => logged.push(event),
  }
  const finished = serveStream(served, options.trusted ?? true, options.input ?? { count: 1 }, adapt(port2))
  return { reader: port1, received, finished, closed }
}

const textOf = (received: StreamDown<unknown, unknown>[]) =>
  received.map((message) => (message.t === 'frame' ? (message.frame as { text: string }).text : '')).join('')

const numbers = (count: number): StreamHandler =>
  async function* () {
    for (let i = 0; i < count; i++) {
      yield { text: `${i},` }
      if (i % 50 === 0) await new Promise(setImmediate)
    }
    return ok({ done: count })
  }

const expected = (count: number) => Array.from({ length: count }, (_, i) => `${i},`).join('')

describe('serveStream', () => {
  it('delivers everything in order and exactly one end, last', async () => {
    const run = start(numbers(300))
    await run.closed
    expect(textOf(run.received)).toBe(expected(300))
    expect(run.received.filter((message) => message.t === 'end')).toHaveLength(1)
    expect(run.received.at(-1)).toEqual({ t: 'end', result: { ok: true, value: { done: 300 } } })
  })

  it('has no more frames under way than there are credits, and merges the rest', async () => {
    const run = start(numbers(300), { autoAck: false })
    await run.finished
    await expect.poll(() => run.received.length).toBe(STREAM_CREDITS)
    run.reader.postMessage({ t: 'ack' })
    await run.closed
    expect(run.received).toHaveLength(STREAM_CREDITS + 2)
    expect(textOf(run.received)).toBe(expected(300))
  })

  it('aborts the producer when the reader cancels, and still ends with its result', async () => {
    const reasons: unknown[] = []
    const run = start(async function* (_input, signal) {
      yield { text: 'first' }
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      reasons.push(signal.reason)
      return ok({ done: 1 })
    })
    await expect.poll(() => run.received.length).toBe(1)
    run.reader.postMessage({ t: 'cancel' })
    await run.closed
    expect(reasons).toEqual(['user'])
    expect(run.received.at(-1)).toEqual({ t: 'end', result: { ok: true, value: { done: 1 } } })
  })

  it('aborts the producer when the window goes away, and says that this was the reason', async () => {
    let reason: unknown = null
    const run = start(async function* (_input, signal) {
      yield { text: 'first' }
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      reason = signal.reason
      return ok({ done: 1 })
    })
    await expect.poll(() => run.received.length).toBe(1)
    run.reader.close()
    await run.finished
    expect(reason).toBe(READER_GONE)
  })

  it('answers input that does not fit with a code and names the field, not the value', async () => {
    const run = start(numbers(1), { input: { count: 'secret' } })
    await run.closed
    expect(run.received).toEqual([
      { t: 'end', result: { ok: false, error: expect.objectContaining({ code: 'invalid-input' }) as object } },
    ])
    expect(JSON.stringify(run.received)).not.toContain('secret')
  })

  it('answers a sender that is not trusted without starting the handler', async () => {
    let started = false
    const run = start(
      async function* () {
        started = true
        yield await Promise.resolve({ text: '' })
        return ok({ done: 0 })
      },
      { trusted: false },
    )
    await run.closed
    expect(run.received[0]).toMatchObject({ t: 'end', result: { ok: false, error: { code: 'forbidden' } } })
    expect(started).toBe(false)
  })

  it('turns a thrown error into a neutral sentence and logs it once', async () => {
    const run = start(async function* () {
      yield await Promise.resolve({ text: 'kept' })
      throw new Error('secret path /home/someone')
    })
    await run.closed
    expect(textOf(run.received)).toBe('kept')
    expect(run.received.at(-1)).toMatchObject({ result: { ok: false, error: { code: 'internal' } } })
    expect(JSON.stringify(run.received)).not.toContain('secret path')
    expect(logged).toEqual(['ipc.failed'])
  })

  it.each(['SQLITE_CORRUPT', 'SQLITE_CORRUPT_VTAB', 'SQLITE_CORRUPT_INDEX', 'SQLITE_NOTADB'])(
    'says of %s that the next start repairs it',
    async (code) => {
      const run = start(async function* () {
        yield await Promise.resolve({ text: 'kept' })
        throw new Database.SqliteError('database disk image is malformed', code)
      })
      await run.closed
      expect(run.received.at(-1)).toMatchObject({
        result: { error: { code: 'internal', message: expect.stringContaining('start it again') as string } },
      })
      expect(logged).toEqual(['ipc.failed'])
    },
  )

  it('ignores messages that are no part of the protocol', async () => {
    const run = start(numbers(300), { autoAck: false })
    await run.finished
    for (const junk of [null, 'ack', { t: 'boom' }, 7]) run.reader.postMessage(junk)
    for (let i = 0; i < 10; i++) run.reader.postMessage({ t: 'ack' })
    await run.closed
    expect(textOf(run.received)).toBe(expected(300))
  })
})
