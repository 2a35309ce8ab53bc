/* What a model and a context take by the library's own count, in bytes: answers one message, and ends. */
import { once } from 'node:events'
import { getLlama } from 'node-llama-cpp'

const [{ path, contextSize, sequences, threads }] = await once(process, 'message')
const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, maxThreads: threads, logLevel: 'error' })
const model = await llama.loadModel({ modelPath: path, gpuLayers: 0 })
const context = await model.createContext({
  ...{ contextSize, sequences, threads },
  batchSize: 128,
  flashAttention: false,
  swaFullCache: true,
})
process.send({ model: model.memoryUsage.ram, context: context.memoryUsage.ram }, () => process.exit(0))
