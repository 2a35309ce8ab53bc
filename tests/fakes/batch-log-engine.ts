import { appendFileSync } from 'node:fs'
import { LlamaRuntime } from '../../electron/engine/process/llama-runtime.ts'
import { openPort } from '../../electron/engine/process/port.ts'
import { guardProcess } from '../../electron/engine/process/process-guard.ts'
import { serveEngine } from '../../electron/engine/process/serve-engine.ts'

/** What is used of llama.cpp's context as the library's native code has it. */
interface NativeContext {
  addToBatch(sequence: number, first: number, tokens: Uint32Array, logits: Uint32Array): unknown
  decodeBatch(): Promise<unknown>
}

interface Native {
  AddonContext?: new (...options: unknown[]) => NativeContext
}

/*
 * The engine process, which writes each batch that llama.cpp evaluates as a line to the file AGATE_BATCHES: the tokens of each
 * sequence in it. Native code is loaded by process.dlopen alone, whoever asks for it.
 */
const file = process.env.AGATE_BATCHES ?? ''
const dlopen = process.dlopen.bind(process)
process.dlopen = (module: { exports: Native }, ...rest) => {
  dlopen(module, ...rest)
  const { AddonContext } = module.exports
  if (AddonContext) module.exports.AddonContext = loggedContext(AddonContext)
}

function loggedContext(AddonContext: NonNullable<Native['AddonContext']>): NonNullable<Native['AddonContext']> {
  return class extends AddonContext {
    #batch: Record<number, number> = {}

    override addToBatch(...added: Parameters<NativeContext['addToBatch']>): unknown {
      const [sequence, , tokens] = added
      this.#batch[sequence] = tokens.length
      return super.addToBatch(...added)
    }

    override decodeBatch(): Promise<unknown> {
      appendFileSync(file, `${JSON.stringify(this.#batch)}\n`)
      this.#batch = {}
      return super.decodeBatch()
    }
  }
}

guardProcess()
serveEngine(openPort(), new LlamaRuntime(), (code) => process.exit(code))
