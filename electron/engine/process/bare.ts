import { endOnUnhandledRejection } from '../../end-on-rejection.ts'
import { BareRuntime } from './bare-runtime.ts'
import { allowLargeBuffers } from './large-buffers.ts'
import { openPort } from './port.ts'
import { guardProcess } from './process-guard.ts'
import { serveEngine } from './serve-engine.ts'

/* The library alone, in a process that benchmarks start beside the engine's. */
endOnUnhandledRejection()
guardProcess()
allowLargeBuffers()
serveEngine(openPort(), new BareRuntime(), (code) => process.exit(code))
