import type { ModelFile } from '../../../shared/model/model-file.ts'
import type { ProvenCards } from '../../../shared/model/model-offer.ts'
import type { ModelSettings } from '../../../shared/model/model-settings.ts'
import { errorText } from '../../error-text.ts'
import type { Engine } from '../engine.ts'
import type { EngineLog, SpawnEngine } from '../engine-process.ts'
import { freeMemory } from '../free-memory.ts'
import { DeviceLadder } from './device-ladder.ts'
import { DeviceTrials } from './device-trials.ts'
import type { ProbeLimits } from './examine.ts'
import { IdleWork } from './idle-work.ts'
import type { Ladder } from './ladder.ts'
import { modelKey } from './model-key.ts'
import { ResultsFile } from './results-file.ts'
import { installedBackends, surroundingsStamp } from './surroundings.ts'

interface DevicesOptions {
  /** Where the results are kept. */
  readonly file: string
  /** node_modules/@node-llama-cpp. */
  readonly binaries: string
  /** The file of the tiny model whose answer is known. */
  readonly tinyModel: string
  readonly appVersion: string
  readonly spawn: SpawnEngine
  readonly log: EngineLog
  readonly offload: (path: string) => ModelSettings['offload']
  readonly health: (model: ModelFile, sound: boolean) => void
  /** Time without a question before anything is tried. */
  readonly idleMs?: number
  /** Time before what there was no memory for is tried again. */
  readonly laterMs?: number
  /** Memory that can be had now, in bytes. */
  readonly freeMemory?: () => number
  readonly limits?: Partial<ProbeLimits>
}

export interface Devices {
  readonly ladder: Ladder
  /** The graphics cards that showed their worth, with their memory when they were looked for; null where none did. */
  provenCards(): ProvenCards | null
  /** Begins to try what is not known, whenever the engine has nothing to do. */
  follow(engine: Pick<Engine, 'status' | 'onStatus' | 'devicesChanged' | 'warm'>): DeviceWork
}

export interface DeviceWork extends Pick<IdleWork, 'hold' | 'close'> {
  /** Forgets what became of the cards with this model, the one in use, loads it where it rests, and tries them anew. */
  tryAgain(path: string): void
  /** After a sleep of the computer cards may have come or gone: looks for them anew, and tries those that changed. */
  lookAgain(): void
}

const IDLE_MS = 20_000
const LATER_MS = 60_000

/** The devices of this computer: what is known of them, and how more is found out. Starts nothing. */
export function openDevices(options: DevicesOptions): Devices {
  const { spawn, log, tinyModel, offload, health } = options
  const backends = installedBackends(options.binaries)
  const results = new ResultsFile(options.file, surroundingsStamp(backends, options.appVersion), log)
  const ladder = new DeviceLadder({ results, backends: backends.map(({ backend }) => backend), log })
  return {
    ladder,
    provenCards: () => ladder.cards.proven,
    follow(engine) {
      const changed = () => engine.devicesChanged()
      const trials = new DeviceTrials({
        ladder,
        spawn,
        tinyModel,
        offload,
        freeMemory: options.freeMemory ?? (() => freeMemory()),
        changed,
        health,
        log,
        ...(options.limits ? { limits: options.limits } : {}),
      })
      const work = new IdleWork({
        engine,
        afterMs: options.idleMs ?? IDLE_MS,
        laterMs: options.laterMs ?? LATER_MS,
        work: (signal) => trials.run(signal),
        failed: (error) => log('error', `Trying what is not known of the devices failed: ${errorText(error)}`),
      })
      return {
        hold: () => work.hold(),
        close: () => work.close(),
        tryAgain(path) {
          ladder.forget(modelKey(path))
          changed()
          work.again()
          engine.warm()
        },
        lookAgain() {
          ladder.cards.doubt()
          work.again()
        },
      }
    },
  }
}
