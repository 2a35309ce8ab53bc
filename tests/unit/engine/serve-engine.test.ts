import { afterEach, describe, expect, it, vi } from 'vitest'
import type { FromEngine, ToEngine } from '../../../electron/engine/protocol.ts'
import type { LoadListener, Runtime } from '../../../electron/engine/process/runtime.ts'
import { serveEngine } from '../../../electron/engine/process/serve-engine.ts'
import { PROCESSOR_RUNG } from '../../../electron/engine/rung.ts'
import { ONE_THREAD } from '../../fakes/engine-details.ts'

afterEach(() => vi.restoreAllMocks())

/** An engine process that does what is given here, and what it says to main and writes to its log. */
function serve(parts: Partial<Runtime>) {
  let receive: (message: ToEngine) => void = () => undefined
  const sent: FromEngine[] = []
  const port = {
    post: (message: FromEngine) => void sent.push(message),
    onMessage: (listener: (message: ToEngine) => void) => void (receive = listener),
    onClose: () => undefined,
  }
  const exit = vi.fn<(code: number) => never>()
  const logged: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => logged.push(String(line)) > 0)
  serveEngine(port, parts as Runtime, exit)
  return { receive: (message: ToEngine) => receive(message), sent, exit, logged }
}

describe('An engine process', () => {
  it('whose model is lost after it was loaded ends, so that main starts another', async () => {
    let told: LoadListener | undefined
    const { receive, sent, exit } = serve({
      load: (_input, listener) => {
        told = listener
        return Promise.resolve({ device: 'Processor', contextSize: 8192, details: ONE_THREAD, widens: false })
      },
    })
    receive({ type: 'load', path: '/model.gguf', maxThreads: 1, contextSize: null, rung: PROCESSOR_RUNG })
    await vi.waitFor(() => expect(sent).toMatchObject([{ type: 'loaded' }]))
    told?.lost(new Error('No memory for a context any more'))
    expect(exit).toHaveBeenCalledWith(1)
  })

  it.each([
    ['fails', () => Promise.reject(new Error('The tokenizer is broken'))],
    [
      'throws at once',
      () => {
        throw new Error('The tokenizer is broken')
      },
    ],
  ])('whose count %s says that there is none, and lives on', async (_how, countTokens) => {
    const { receive, sent, exit, logged } = serve({ countTokens })
    receive({ type: 'count', id: -1, texts: ['a'] })
    await vi.waitFor(() => expect(sent).toEqual([{ type: 'counted', id: -1, counts: null }]))
    expect(logged).toEqual(['Tokens could not be counted: Error: The tokenizer is broken\n'])
    receive({ type: 'ping' })
    expect(sent.at(-1)).toEqual({ type: 'pong' })
    expect(exit).not.toHaveBeenCalled()
  })

  it('that cannot look for cards ends and names none, as nobody knows whether there is one', async () => {
    const { receive, sent, exit, logged } = serve({ look: () => Promise.reject(new Error('The driver is broken')) })
    receive({ type: 'look', backend: 'vulkan' })
    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(1))
    expect(sent).toEqual([])
    expect(logged).toEqual(['Looking for vulkan failed: Error: The driver is broken\n'])
  })
})
