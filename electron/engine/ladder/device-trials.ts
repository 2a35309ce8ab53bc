import type { ModelFile } from '../../../shared/model/model-file.ts'
import type { ModelSettings } from '../../../shared/model/model-settings.ts'
import { sizeInWords } from '../../downloads/byte-size.ts'
import type { EngineLog, SpawnEngine } from '../engine-process.ts'
import { PROCESSOR_RUNG, type Rung } from '../rung.ts'
import type { DeviceLadder } from './device-ladder.ts'
import { type Examination, examine, passesSelfTest, PROBE_LIMITS, type ProbeLimits } from './examine.ts'
import { fallsShort } from './judge-answers.ts'
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

/** How a model does on the processor; the verdict is null where it was too slow to be judged. */
interface OnProcessor {
  readonly verdict: Verdict | null
  readonly tokensPerSecond: number | null
  readonly right: number | null
}

const UNJUDGED: OnProcessor = { verdict: null, tokensPerSecond: null, right: null }

/** Beside the file, memory that a second engine process needs for a short question, in bytes. */
const PROBE_BYTES = 500_000_000

/** Tries what nobody knows yet of this computer's devices and of the model in use, each in a process of its own. */
export class DeviceTrials {
  readonly #options: DeviceTrialsOptions
  readonly #limits: ProbeLimits
  /** The model that was found too slow to be judged since the trials began; asked again in the next ones. */
  #tooSlow: string | null = null

  constructor(options: DeviceTrialsOptions) {
    this.#options = options
    this.#limits = { ...PROBE_LIMITS, ...options.limits }
  }

  /**
   * Ends early, with what is known until then, when `signal` is aborted. False: there was no memory for it now, so it
   * is to be tried again.
   */
  async run(signal: AbortSignal): Promise<boolean> {
    const { ladder, changed } = this.#options
    this.#tooSlow = null
    try {
      await this.#look(signal)
      const model = ladder.inUse?.model
      if (!model) return true
      const isRoom = this.#findRoom(model)
      if (isRoom) await this.#tryAll(model, signal)
      changed()
      return isRoom
    } catch (error) {
      if (error instanceof ProbeError && error.failure === 'stopped') return false
      const model = ladder.inUse?.model
      if (model) ladder.postpone(modelKey(model.path), 'The check ended early; it is done again at the next load.')
      changed()
      if (!(error instanceof ProbeError)) throw error
      this.#options.log('warn', error.message)
      return true
    }
  }

  /** Whether a second engine process has room beside what runs; says so where it has none. */
  #findRoom({ path, sizeBytes }: ModelFile): boolean {
    const { ladder, freeMemory } = this.#options
    if (ladder.trialOf(modelKey(path), PROCESSOR_RUNG)) return true
    const free = freeMemory()
    const needed = sizeBytes + PROBE_BYTES
    if (free >= needed) return true
    const memory = `takes ${sizeInWords(needed)} of free memory, and ${sizeInWords(free)} are free now`
    ladder.postpone(modelKey(path), `That ${memory}; Agate tries again each minute.`)
    return false
  }

  async #tryAll(model: ModelFile, signal: AbortSignal): Promise<void> {
    const { ladder, offload, changed, health } = this.#options
    const wished = offload(model.path)
    for (;;) {
      const [rung] = ladder.untried(modelKey(model.path), wished)
      if (!rung) break
      await this.#try(model, rung, signal)
      changed()
    }
    const { verdict } = await this.#processor(model, signal)
    if (verdict !== null) health(model, verdict !== 'nonsense')
  }

  async #look(signal: AbortSignal): Promise<void> {
    const { ladder, spawn, changed } = this.#options
    for (const backend of ladder.cards.unseen) {
      const probe = new Probe(spawn, signal)
      try {
        const { cards, totalBytes, freeBytes } = await probe.look(backend, this.#limits.lookMs)
        ladder.cards.saw(backend, cards, { totalBytes, freeBytes }, ladder.inUse?.rung.backend)
      } catch (error) {
        if (!(error instanceof ProbeError) || error.failure === 'stopped') throw error
        this.#options.log('warn', `Looking for ${backend}: ${error.message}`)
        ladder.cards.couldNotLook(backend)
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
      const known = ladder.trialOf(trial.model, rung)
      const judged = await this.#judge(model, rung, signal)
      // The model in use takes the room of the second one, so neither what fits nor its speed tells anything then.
      const tells = !known?.doubtful || !['no-memory', 'slower'].includes(judged.verdict)
      ladder.judge(tells ? { ...trial, ...judged } : known)
    } finally {
      ladder.tried(trial)
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
    const { health, tokensPerSecond } = onCard
    if (tokensPerSecond === null) return { verdict: 'slower' }
    const { verdict, right, tokensPerSecond: processorTokensPerSecond } = await this.#processor(model, signal)
    const speeds = { tokensPerSecond, processorTokensPerSecond, right: health?.right ?? null }
    // Where the processor writes nonsense too, it is the model's.
    const isNonsense = health !== null && (health.gibberish || (right !== null && fallsShort(health, right)))
    if (isNonsense && verdict !== 'nonsense') return { verdict: 'nonsense', ...speeds }
    const isFaster = processorTokensPerSecond === null || tokensPerSecond > processorTokensPerSecond
    return { verdict: isFaster ? 'works' : 'slower', ...speeds }
  }

  /** How the model does on the processor, measured once. */
  async #processor(model: ModelFile, signal: AbortSignal): Promise<OnProcessor> {
    const { ladder, spawn, log } = this.#options
    const key = modelKey(model.path)
    const known = ladder.trialOf(key, PROCESSOR_RUNG)
    if (known) return known
    if (this.#tooSlow === key) return UNJUDGED
    const { health, isUnjudged, tokensPerSecond } = await examine(spawn, model, PROCESSOR_RUNG, this.#limits, signal)
    if (isUnjudged) {
      this.#tooSlow = key
      log('warn', `${model.name}: too slow to be asked whether it makes sense`)
      ladder.postpone(key, 'It took too long to answer; it is asked again at the next load.')
      return UNJUDGED
    }
    if (health) log('info', `${model.name}: ${health.right} right, ${health.broken} broken of 10`)
    const verdict = health?.gibberish ? 'nonsense' : 'works'
    const right = health?.right ?? null
    ladder.judge({ model: key, rung: rungKey(PROCESSOR_RUNG), verdict, tokensPerSecond, right })
    return { verdict, tokensPerSecond, right }
  }
}

function verdictOf({ failure, doing }: ProbeError): Verdict {
  if (failure === 'memory') return 'no-memory'
  if (failure === 'late' && doing === 'answer') return 'slower'
  return failure === 'gone' || failure === 'late' ? 'crashed' : 'failed'
}
