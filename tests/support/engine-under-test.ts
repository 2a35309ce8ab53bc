import { onTestFinished } from 'vitest'
import type { EngineProcess } from '../../electron/engine/engine-process.ts'
import type { EngineLimits } from '../../electron/engine/limits.ts'
import { FromEngine, type PromptStarts } from '../../electron/engine/protocol.ts'
import { EngineSupervisor } from '../../electron/engine/supervisor.ts'
import type { EngineStatus } from '../../shared/model/engine-status.ts'
import { MODEL_SETTINGS_DEFAULTS, type ModelSettings } from '../../shared/model/model-settings.ts'
import type { ModelFile } from '../../shared/model/model-file.ts'
import { ENGINE_ENTRY } from './engine-paths.ts'
import { forkEngine } from './fork-engine.ts'

export interface EngineUnderTest {
  readonly engine: EngineSupervisor
  /** Every process that was started, oldest first. */
  readonly processes: EngineProcess[]
  /** What the processes told main. */
  readonly messages: FromEngine[]
  readonly log: string[]
  readonly statuses: EngineStatus[]
}

export interface EngineUnderTestOptions {
  readonly entry?: string
  readonly env?: Readonly<Record<string, string>>
  readonly limits?: Partial<EngineLimits>
  readonly starts?: PromptStarts
  /** Of the model; one thread, and else the defaults. */
  readonly settings?: Partial<ModelSettings>
}

/** A supervisor with real engine processes under Node, closed when the test ends. */
export function startEngine(options: EngineUnderTestOptions = {}): EngineUnderTest {
  const { starts } = options
  const processes: EngineProcess[] = []
  const messages: FromEngine[] = []
  const log: string[] = []
  const statuses: EngineStatus[] = []
  const writeLog = (level: string, message: string) => void log.push(`${level}: ${message}`)
  const fork = forkEngine(options.entry ?? ENGINE_ENTRY, writeLog, options.env)
  const spawn = () => {
    const started = fork()
    started.onMessage((message) => messages.push(FromEngine.parse(message)))
    processes.push(started)
    return started
  }
  // One thread: two on busy cores wait for each other more than they compute.
  const engine = new EngineSupervisor({
    spawn,
    log: writeLog,
    settings: () => ({ ...MODEL_SETTINGS_DEFAULTS, threads: 1, ...options.settings }),
    limits: options.limits ?? {},
    ...(starts && { starts: () => starts }),
  })
  engine.onStatus((status) => statuses.push(status))
  onTestFinished(() => engine.close())
  return { engine, processes, messages, log, statuses }
}

export function modelFile(path: string, name = 'Test model'): ModelFile {
  return { path, name, sizeBytes: 1, starter: false }
}
