import { LlamaRuntime } from '../../electron/engine/process/llama-runtime.ts'
import { openPort } from '../../electron/engine/process/port.ts'
import { guardProcess } from '../../electron/engine/process/process-guard.ts'
import { serveEngine } from '../../electron/engine/process/serve-engine.ts'

/* The engine process with a model of which every context takes much memory. */
guardProcess()
serveEngine(openPort(), new LlamaRuntime({ soonMost: 0 }), (code) => process.exit(code))
