import { expect, it, vi } from 'vitest'
import type { ToEngine } from '../../../electron/engine/protocol.ts'
import type { LoadListener, Runtime } from '../../../electron/engine/process/runtime.ts'
import { serveEngine } from '../../../electron/engine/process/serve-engine.ts'
import { PROCESSOR_RUNG } from '../../../electron/engine/rung.ts'
import { ONE_THREAD } from '../../fakes/engine-details.ts'

it('An engine process whose model is lost after it was loaded ends, so that main starts another', async () => {
  let receive: (message: ToEngine) => void = () => undefined
  const sent: string[] = []
  const port = {
    post: ({ type }: { type: string }) => void sent.push(type),
    onMessage: (listener: (message: ToEngine) => void) => void (receive = listener),
    onClose: () => undefined,
  }
  let told: LoadListener | undefined
  const runtime = {
    load: (_input: unknown, listener: LoadListener) => {
      told = listener
      return Promise.resolve({ device: 'Processor', contextSize: 8192, details: ONE_THREAD })
    },
  } as unknown as Runtime
  const exit = vi.fn<(code: number) => never>()
  serveEngine(port, runtime, exit)
  receive({ type: 'load', path: '/model.gguf', maxThreads: 1, contextSize: null, rung: PROCESSOR_RUNG })
  await vi.waitFor(() => expect(sent).toEqual(['loaded']))
  told?.lost(new Error('No memory for a context any more'))
  expect(exit).toHaveBeenCalledWith(1)
})
