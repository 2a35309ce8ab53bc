import { importLibrary } from '../../electron/engine/process/llama-library.ts'

/*
 * Loads the model files that it is sent, one after the other, and lets each read a few tokens and write one. It says how
 * that went; when it dies or says nothing, the file it was sent last is the one to blame.
 */
const { getLlama, LlamaLogLevel } = await importLibrary()
const llama = await getLlama({
  gpu: false,
  build: 'never',
  skipDownload: true,
  maxThreads: 1,
  progressLogs: false,
  logLevel: LlamaLogLevel.disabled,
})

async function test(path: string): Promise<'works' | 'refused'> {
  try {
    const model = await llama.loadModel({ modelPath: path, gpuLayers: 0 })
    try {
      const context = await model.createContext({ contextSize: 256, batchSize: 64, threads: 1, swaFullCache: true })
      const tokens = context.getSequence().evaluate(model.tokenize('Hello there'), { temperature: 0 })
      await tokens.next()
      await tokens.return()
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
