import type { LlamaModel } from 'node-llama-cpp'
import { fitChatWrapper } from '../../electron/engine/process/chat-wrapper.ts'
import { importLibrary } from '../../electron/engine/process/llama-library.ts'

/*
 * Loads the model files that it is sent, one after the other, and lets each read a few tokens and write one. It says how
 * that went; when it dies or says nothing, the file it was sent last is the one to blame.
 */
const library = await importLibrary()
const llama = await library.getLlama({
  gpu: false,
  build: 'never',
  skipDownload: true,
  maxThreads: 1,
  progressLogs: false,
  logLevel: library.LlamaLogLevel.disabled,
})

/** Has characters that no vocabulary of these files has as words. */
const NOT_ENGLISH = 'H\u00e9 \u{1f98a}\0'

/** Of templates that ran: most files have the same. */
const ran = new Set<unknown>()
const TEMPLATE_LIMIT_MS = 5000

/** As the engine does after a load. */
function runTemplate(model: LlamaModel): void {
  const template = model.fileInfo.metadata.tokenizer.chat_template
  if (ran.has(template)) return
  const wrapper = fitChatWrapper(library, model, TEMPLATE_LIMIT_MS)
  wrapper.generateContextState({ chatHistory: [{ type: 'model', response: [] }] })
  ran.add(template)
}

async function test(path: string): Promise<'works' | 'refused'> {
  try {
    const model = await llama.loadModel({ modelPath: path, gpuLayers: 0 })
    try {
      runTemplate(model)
      const context = await model.createContext({ contextSize: 256, batchSize: 64, threads: 1, swaFullCache: true })
      const sequence = context.getSequence()
      for (const text of ['Hello there', NOT_ENGLISH]) {
        const tokens = sequence.evaluate(model.tokenize(text), { temperature: 0 })
        await tokens.next()
        await tokens.return()
      }
      return 'works'
    } finally {
      await model.dispose()
    }
  } catch {
    return 'refused'
  }
}

process.on('message', (path) => {
  void test(String(path)).then((outcome) => process.send?.(outcome))
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
