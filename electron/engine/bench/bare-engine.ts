import type { EngineStatus } from '../../../shared/model/engine-status.ts'
import type { Engine } from '../engine.ts'
import type { EngineLog, SpawnEngine } from '../engine-process.ts'
import { PROCESSOR_CHOICE, PROCESSOR_ONLY } from '../ladder/ladder.ts'
import type { Rung } from '../rung.ts'
import { EngineSupervisor } from '../supervisor.ts'

/** The library alone reads a whole prompt without a sign of life. */
const PATIENCE_MS = 3_600_000

interface BareOptions {
  /** Starts `engine/process/bare.ts`. */
  readonly spawn: SpawnEngine
  /** Of the model file. */
  readonly path: string
  /** How Agate runs the model, to be run alike. */
  readonly like: EngineStatus
  readonly log: EngineLog
}

/** The library alone, with the same model on the same device. It measures its speed itself and writes no text. */
export function openBareEngine({ spawn, path, like: { model, details, contextSize }, log }: BareOptions): Engine {
  if (model === null || details === null) throw new Error('No model is loaded that could be run alike')
  const { backend, flashAttention, layers, threads } = details
  const onCard = layers.offloaded === 0 ? 'none' : layers.offloaded
  const rung: Rung = { backend, flashAttention, layers: onCard, contextMax: null }
  const engine = new EngineSupervisor({
    spawn,
    log,
    settings: () => ({ threads, contextSize, offload: 'auto' }),
    ladder: { ...PROCESSOR_ONLY, choose: () => ({ ...PROCESSOR_CHOICE, rung }) },
    limits: { stallMs: PATIENCE_MS },
  })
  engine.useModel({ path, ...model })
  return engine
}
