import '../../../electron/engine/process/engine.ts'
import { ChunkSize } from '../../../electron/engine/process/chunk-size.ts'

/* The engine process that reads a prompt in one go, as large as it is: the library alone divides it into batches. */
Object.defineProperty(ChunkSize.prototype, 'tokens', { get: () => Infinity })
