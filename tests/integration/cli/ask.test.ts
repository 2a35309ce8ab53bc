import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runAsk, type AskServices } from '../../../electron/cli/ask.ts'
import type { CommandRequest, CommandSink } from '../../../electron/cli/command.ts'
import { runInInstance } from '../../../electron/cli/instance-client.ts'
import { serveInstances } from '../../../electron/cli/instance-server.ts'
import { err, ok } from '../../../shared/result.ts'

const IDS = {
  conversationId: '00000000-0000-4000-8000-000000000001',
  userMessageId: '00000000-0000-4000-8000-000000000002',
  replyId: '00000000-0000-4000-8000-000000000003',
}

const figures = {
  model: 'Tiny',
  device: 'Processor, 1 thread',
  promptTokens: 5,
  tokens: 2,
  tokensPerSecond: 40,
  omittedMessages: 0,
  omitsFirst: false,
  contextSize: 8192,
}

const services: AskServices = {
  async *send({ text }) {
    await Promise.resolve()
    if (text === 'none') return err('no-model', 'There is no model on this computer.')
    if (text === 'long') return err('prompt-too-long', 'That is too long.')
    if (text === 'busy') return err('busy', 'Busy.')
    yield { started: IDS }
    yield { text: 'Red, ' }
    if (text === 'break') {
      return ok({
        replyId: IDS.replyId,
        status: 'interrupted' as const,
        endReason: 'engine-crash' as const,
        figures: null,
      })
    }
    if (text === 'stop') {
      return ok({ replyId: IDS.replyId, status: 'stopped' as const, endReason: 'user' as const, figures })
    }
    yield { text: 'green' }
    return ok({ replyId: IDS.replyId, status: 'complete' as const, endReason: 'end' as const, figures })
  },
  borrowModel: (path) =>
    Promise.resolve(path === '/tiny.gguf' ? ok(() => undefined) : err('not-found', `There is no file ${path}.`)),
  onStatus: () => () => undefined,
}

function collect(): CommandSink & { texts: string[] } {
  const texts: string[] = []
  return { texts, text: (text) => void texts.push(text), note: () => undefined }
}

const never = new AbortController().signal
const request = (text: string, model: string | null = null, json = false) => ({
  kind: 'ask' as const,
  text,
  model,
  json,
})

describe('runAsk', () => {
  it('prints one object with --json, with what the answer was made with', async () => {
    const sink = collect()
    const outcome = await runAsk(request('hi', null, true), services, sink, never)
    expect(outcome).toMatchObject({ exitCode: 0, problem: null })
    expect(JSON.parse(outcome.output)).toEqual({
      text: 'Red, green',
      model: 'Tiny',
      device: 'Processor, 1 thread',
      tokens: 2,
      tokensPerSecond: 40,
      stopReason: 'end',
      conversationId: IDS.conversationId,
    })
    expect(sink.texts).toEqual([])
  })

  it('prints the answer as it is written', async () => {
    const sink = collect()
    expect(await runAsk(request('hi'), services, sink, never)).toEqual({ exitCode: 0, problem: null, output: '\n' })
    expect(sink.texts).toEqual(['Red, ', 'green'])
  })

  it.each([
    ['no model can be had', request('none'), 3],
    ['the named model is not there', request('hi', '/gone.gguf'), 3],
    ['the question is too long', request('long'), 2],
    ['Agate is busy', request('busy'), 1],
  ])('ends with a sentence and its own code when %s', async (_what, asked, exitCode) => {
    const outcome = await runAsk(asked, services, collect(), never)
    expect(outcome).toMatchObject({ exitCode, output: '' })
    expect(outcome.problem).toMatch(/\.$/u)
  })

  it('keeps what was written when the engine breaks off, and fails', async () => {
    const outcome = await runAsk(request('break', null, true), services, collect(), never)
    expect(outcome.exitCode).toBe(1)
    expect(JSON.parse(outcome.output)).toMatchObject({ text: 'Red, ', stopReason: 'engine-crash' })
  })
})

describe('an answer that was stopped before its end', () => {
  it('fails with a sentence when somebody else stopped it, and says why to a program', async () => {
    const outcome = await runAsk(request('stop', null, true), services, collect(), never)
    expect(outcome).toMatchObject({ exitCode: 1, problem: expect.stringMatching(/stopped.*saved\.$/u) as string })
    expect(JSON.parse(outcome.output)).toMatchObject({ text: 'Red, ', stopReason: 'user' })
  })

  it('says nothing to whoever stopped it here', async () => {
    const outcome = await runAsk(request('stop'), services, collect(), AbortSignal.abort())
    expect(outcome).toEqual({ exitCode: 0, problem: null, output: '\n' })
  })
})

describe('asking through the Agate that is open', () => {
  let folder: string
  let socket: string
  const stops: (() => void)[] = []

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'agate-instance-'))
    socket = join(folder, 'own', 'socket')
  })

  afterEach(() => {
    for (const stop of stops.splice(0)) stop()
    rmSync(folder, { recursive: true })
  })

  const serve = (answerer: AskServices = services) => {
    const server = serveInstances(
      socket,
      (asked: CommandRequest, sink, signal) => {
        if (asked.kind !== 'ask') throw new Error('Only questions are asked here')
        return runAsk(asked, answerer, sink, signal)
      },
      () => undefined,
    )
    stops.push(() => server.stop())
    return server
  }

  it('streams the same answer through the socket', async () => {
    serve()
    const sink = collect()
    const outcome = await runInInstance(socket, request('hi'), sink, never)
    expect(outcome).toEqual({ exitCode: 0, problem: null, output: '\n' })
    expect(sink.texts.join('')).toBe('Red, green')
  })

  it('lets nobody else into the folder of the socket', async () => {
    serve()
    await runInInstance(socket, request('hi'), collect(), never)
    expect(statSync(dirname(socket)).mode & 0o077).toBe(0)
  })

  it('waits for an Agate that is still starting', async () => {
    const outcome = runInInstance(socket, request('hi'), collect(), never)
    serve()
    expect((await outcome).exitCode).toBe(0)
  })

  it.each([
    ['while an Agate is still starting', 'before'],
    ['while the connection is being made', 'after'],
  ])('asks nothing when it is stopped %s', async (_when, served) => {
    const asked: string[] = []
    const counting: AskServices = {
      ...services,
      send(input, signal) {
        asked.push(input.text)
        return services.send(input, signal)
      },
    }
    if (served === 'after') serve(counting)
    const abort = new AbortController()
    const outcome = runInInstance(socket, request('stopped'), collect(), abort.signal)
    abort.abort()
    if (served === 'before') serve(counting)
    expect(await outcome).toMatchObject({ exitCode: 1, output: '' })
    await runInInstance(socket, request('hi'), collect(), never)
    expect(asked).toEqual(['hi'])
  })

  it('takes over a socket that a crash left behind', async () => {
    serve()
    stops.pop()?.()
    serve()
    writeFileSync(join(folder, 'own', 'unrelated'), '')
    expect((await runInInstance(socket, request('hi'), collect(), never)).exitCode).toBe(0)
  })

  it('carries a question of a million characters', async () => {
    serve()
    expect((await runInInstance(socket, request('é'.repeat(1_000_000)), collect(), never)).exitCode).toBe(0)
  })

  it('stops the answer when the asking process goes away', async () => {
    let started = false
    let reason: unknown = null
    serve({
      ...services,
      async *send(_input, signal) {
        yield { started: IDS }
        started = true
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
        reason = signal.reason
        return ok({ replyId: IDS.replyId, status: 'stopped' as const, endReason: 'user' as const, figures: null })
      },
    })
    const abort = new AbortController()
    const outcome = runInInstance(socket, request('hi'), collect(), abort.signal)
    await expect.poll(() => started).toBe(true)
    abort.abort()
    expect((await outcome).exitCode).toBe(1)
    await expect.poll(() => reason).toBe('user')
  })

  it('is idle once nobody is served any more', async () => {
    const answering = new AbortController()
    const server = serve({
      ...services,
      async *send(input, signal) {
        await once(answering.signal, 'abort')
        return yield* services.send(input, signal)
      },
    })
    await server.idle(never)
    const outcome = runInInstance(socket, request('hi'), collect(), never)
    await expect.poll(() => server.isServing).toBe(true)
    const idle = server.idle(never).then(() => 'idle')
    expect(await Promise.race([idle, Promise.resolve('serving')])).toBe('serving')
    answering.abort()
    expect((await outcome).exitCode).toBe(0)
    expect(await idle).toBe('idle')
  })

  it('waits no longer for those who are served when Agate leaves', async () => {
    const server = serve()
    const waiting = connect(socket)
    await expect.poll(() => server.isServing).toBe(true)
    const leaving = new AbortController()
    const idle = server.idle(leaving.signal)
    leaving.abort()
    await idle
    waiting.destroy()
  })

  it('drops a caller that does not speak the protocol', async () => {
    serve()
    const closed = new Promise<void>((resolve, reject) => {
      const stranger = connect(socket, () => stranger.write('GET / HTTP/1.1\r\n\r\n'))
      stranger.on('close', () => resolve())
      stranger.on('error', reject)
    })
    await closed
    expect((await runInInstance(socket, request('hi'), collect(), never)).exitCode).toBe(0)
  })
})
