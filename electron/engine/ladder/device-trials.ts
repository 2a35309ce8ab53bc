import type { ModelFile } from '../../../shared/model/model-file.ts'
import type { ModelSettings } from '../../../shared/model/model-settings.ts'
import type { EngineLog, SpawnEngine } from '../engine-process.ts'
import { PROCESSOR_RUNG, type Rung } from '../rung.ts'
import type { DeviceLadder } from './device-ladder.ts'
import { type Examination, examine, passesSelfTest, PROBE_LIMITS, type ProbeLimits } from './examine.ts'
import { modelKey } from './model-key.ts'
import { Probe, ProbeError } from './probe.ts'
import type { Trial, Verdict } from './results.ts'
import { rungKey } from './rungs.ts'

interface DeviceTrialsOptions {
  readonly ladder: DeviceLadder
  readonly spawn: SpawnEngine
  /** The file of the tiny model whose answer is known. */
  readonly tinyModel: string
  readonly offload: (path: string) => ModelSettings['offload']
  /** Memory that can be had now, in bytes. */
  readonly freeMemory: () => number
  /** Something was found out: the engine may have a better rung, or a reason why not. */
  readonly changed: () => void
  /** Whether the model in use makes sense; asked of the processor, which always computes rightly. */
  readonly health: (model: ModelFile, sound: boolean) => void
  readonly log: EngineLog
  readonly limits?: Partial<ProbeLimits>
}

type Judged = Pick<Trial, 'verdict'> & Partial<Trial>

/** Beside the file, memory that a second engine process needs for a short question, in bytes. */
const PROBE_BYTES = 500_000_000

/** Tries what nobody knows yet of this computer's devices and of the model in use, each in a process of its own. */
export class DeviceTrials {
  readonly #options: DeviceTrialsOptions
  readonly #limits: ProbeLimits

  constructor(options: DeviceTrialsOptions) {
    this.#options = options
    this.#limits = { ...PROBE_LIMITS, ...options.limits }
  }

  /** Ends early, with what is known until then, when `signal` is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      await this.#look(signal)
      const { ladder, offload, changed } = this.#options
      const model = ladder.inUse?.model
      if (!model) return
      const wished = offload(model.path)
      for (;;) {
        const [rung] = ladder.untried(modelKey(model.path), wished)
        if (!rung) break
        await this.#try(model, rung, signal)
        changed()
      }
      const processor = await this.#processor(model, signal)
      if (processor !== null) this.#options.health(model, processor.verdict !== 'nonsense')
    } catch (error) {
      if (!(error instanceof ProbeError)) throw error
      if (error.failure !== 'stopped') this.#options.log('warn', error.message)
    }
  }

  async #look(signal: AbortSignal): Promise<void> {
    const { ladder, spawn, changed } = this.#options
    for (const backend of ladder.unseen()) {
      const probe = new Probe(spawn, signal)
      try {
        const { cards, freeBytes } = await probe.look(backend, this.#limits.lookMs)
        ladder.saw(backend, cards, freeBytes)
      } catch (error) {
        if (!(error instanceof ProbeError) || error.failure === 'stopped') throw error
        // A driver that cannot even tell what it has is none.
        this.#options.log('warn', `Looking for ${backend}: ${error.message}`)
        ladder.saw(backend, [])
      } finally {
        await probe.end()
      }
      changed()
    }
  }

  async #try(model: ModelFile, rung: Rung, signal: AbortSignal): Promise<void> {
    const { ladder } = this.#options
    const trial = { model: modelKey(model.path), rung: rungKey(rung) }
    ladder.trying(trial)
    try {
      ladder.judge({ ...trial, ...(await this.#judge(model, rung, signal)) })
    } finally {
      ladder.trying(null)
    }
  }

  async #judge(model: ModelFile, rung: Rung, signal: AbortSignal): Promise<Judged> {
    const { spawn, tinyModel } = this.#options
    let onCard: Examination
    try {
      if (!(await passesSelfTest(spawn, tinyModel, rung, this.#limits, signal))) return { verdict: 'nonsense' }
      onCard = await examine(spawn, model, rung, this.#limits, signal)
    } catch (error) {
      if (!(error instanceof ProbeError) || error.failure === 'stopped') throw error
      this.#options.log('warn', `Rung "${rungKey(rung)}": ${error.message}`)
      return { verdict: verdictOf(error), during: 'try' }
    }
    const processor = await this.#processor(model, signal)
    const speed = processor?.tokensPerSecond ?? null
    if (speed === null) return { verdict: 'failed' }
    const speeds = { tokensPerSecond: onCard.tokensPerSecond, processorTokensPerSecond: speed }
    // Where the processor writes nonsense too, it is the model's.
    if (onCard.health?.gibberish && processor?.verdict !== 'nonsense') return { verdict: 'nonsense', ...speeds }
    return { verdict: onCard.tokensPerSecond > speed ? 'works' : 'slower', ...speeds }
  }

  /** How the model does on the processor, measured once; null when there is no memory for that now. */
  async #processor(model: ModelFile, signal: AbortSignal): Promise<Trial | null> {
    const { ladder, spawn, freeMemory } = this.#options
    const key = modelKey(model.path)
    const known = ladder.trialOf(key, PROCESSOR_RUNG)
    if (known) return known
    if (freeMemory() < model.sizeBytes + PROBE_BYTES) return null
    const { health, tokensPerSecond } = await examine(spawn, model, PROCESSOR_RUNG, this.#limits, signal)
    if (health) this.#options.log('info', `${model.name}: ${health.right} right, ${health.broken} broken of 10`)
    const verdict = health?.gibberish ? 'nonsense' : 'works'
    ladder.judge({ model: key, rung: rungKey(PROCESSOR_RUNG), verdict, tokensPerSecond })
    return ladder.trialOf(key, PROCESSOR_RUNG) ?? null
  }
}

function verdictOf({ failure, doing }: ProbeError): Verdict {
  if (failure === 'memory') return 'no-memory'
  if (failure === 'late' && doing === 'answer') return 'slower'
  return failure === 'gone' || failure === 'late' ? 'crashed' : 'failed'
}
