import { endOnUnhandledRejection } from '../../end-on-rejection.ts'
import { allowLargeBuffers } from './large-buffers.ts'
import { LlamaRuntime } from './llama-runtime.ts'
import { openPort } from './port.ts'
import { guardProcess } from './process-guard.ts'
import { serveEngine } from './serve-engine.ts'

/* The engine process. It loads node-llama-cpp only once it is asked to load a model, long after the guard. */
endOnUnhandledRejection()
guardProcess()
allowLargeBuffers()
// The library may leave the event loop alive, so the process never ends by itself.
serveEngine(openPort(), new LlamaRuntime(), (code) => process.exit(code))
