import { importLibrary } from '../../../electron/engine/process/llama-library.ts'
import { loadModel } from '../../../electron/engine/process/load-model.ts'
import { PROCESSOR_RUNG } from '../../../electron/engine/rung.ts'
import { z } from 'zod'

/*
 * What a model and a context take by the library's own count, in bytes, loaded as the engine does it but with nothing
 * around: answers one message, and ends.
 */
const Asked = z.object({ path: z.string(), contextSize: z.int(), threads: z.int() })

process.once('message', (message) => {
  const { path, contextSize, threads } = Asked.parse(message)
  void count(path, contextSize, threads)
})

async function count(path: string, contextSize: number, threads: number): Promise<void> {
  const input = { path, contextSize, maxThreads: threads, rung: PROCESSOR_RUNG }
  // All conversations at once, as the engine has them after a while.
  const { model, context, details } = await loadModel(await importLibrary(), input, () => undefined, Infinity)
  const { sequences, flashAttention } = details
  const parts = { model: model.memoryUsage.ram, context: context.memoryUsage.ram, sequences, flashAttention }
  process.send?.(parts, () => process.exit(0))
}
