import os from 'node:os'
import type { Backend } from '../../../shared/model/engine-status.ts'
import type { ModelFile } from '../../../shared/model/model-file.ts'
import type { ModelSettings } from '../../../shared/model/model-settings.ts'
import type { EngineLog } from '../engine-process.ts'
import { freeMemory } from '../free-memory.ts'
import type { LoadFailure } from '../protocol.ts'
import { PROCESSOR_RUNG, type Rung } from '../rung.ts'
import { KNOWING_BYTES } from './examine.ts'
import { KnownCards } from './known-cards.ts'
import { type Choice, type Ladder, PROCESSOR_CHOICE } from './ladder.ts'
import { modelKey } from './model-key.ts'
import { notFasterSentence } from './not-faster.ts'
import { type ComputerMemory, isMoreMemory, ProcessorLoads } from './processor-loads.ts'
import type { Trial } from './results.ts'
import type { ResultsFile } from './results-file.ts'
import { rungKey, rungsFor, SMALL_PROCESSOR_RUNG, usesCard } from './rungs.ts'

/** Crashes on a card within this time, of which the second takes the model off that rung. */
const CRASH_WINDOW_MS = 600_000

const SMALLER =
  'The context is smaller than it could be: the engine stopped while this model was being loaded with the full one. ' +
  '“Try again” loads it with the full one once more, which Agate also does by itself when more memory is free.'
const LESS_MEMORY =
  'The context is smaller than it could be: other programs left too little memory for the full one. Close some of them; ' +
  '“Try again” loads it with the full one once more, which Agate also does by itself when more memory is free.'

interface DeviceLadderOptions {
  readonly results: ResultsFile
  /** Kinds of cards that this installation has an engine for. */
  readonly backends: readonly Backend[]
  readonly log: EngineLog
  readonly now?: () => number
  readonly memory?: () => ComputerMemory
}

/**
 * The best rung that is known to work for a model; the processor until one is. Results are kept per model, so a card
 * that is faster with one and slower with another is used for the one.
 */
export class DeviceLadder implements Ladder {
  readonly cards: KnownCards
  readonly #results: ResultsFile
  readonly #processorLoads: ProcessorLoads
  readonly #log: EngineLog
  readonly #now: () => number
  /** What is loaded now. */
  #inUse: { readonly model: ModelFile; readonly rung: Rung } | null = null
  readonly #memory: () => ComputerMemory
  /** Models that did not fit with their full context beside what else ran, and how much memory there was then. */
  readonly #small = new Map<string, ComputerMemory>()
  /** Why models could not be asked yet whether they make sense. */
  readonly #postponed = new Map<string, string>()

  constructor({ results, backends, log, now = Date.now, memory = computerMemory }: DeviceLadderOptions) {
    this.cards = new KnownCards(results, backends)
    this.#results = results
    this.#processorLoads = new ProcessorLoads(results, memory)
    this.#memory = memory
    this.#log = log
    this.#now = now
    this.#learnFromLastStart()
  }

  choose({ path, sizeBytes }: ModelFile, offload: ModelSettings['offload']): Choice {
    const model = modelKey(path)
    const unchecked = sizeBytes < KNOWING_BYTES ? null : this.#unchecked(model)
    const rung = this.#cardRungs(offload).find((card) => this.trialOf(model, card)?.verdict === 'works')
    if (rung) return { ...PROCESSOR_CHOICE, rung, unchecked }
    const choice = { ...PROCESSOR_CHOICE, notFaster: this.#notFaster(model, offload), unchecked }
    const avoids = (processor: Rung) => this.#processorLoads.avoids({ model, rung: rungKey(processor) })
    if (avoids(PROCESSOR_RUNG)) {
      return { ...choice, rung: SMALL_PROCESSOR_RUNG, smaller: SMALLER, refused: avoids(SMALL_PROCESSOR_RUNG) }
    }
    const then = this.#small.get(model)
    if (then === undefined || isMoreMemory(this.#memory(), then)) return choice
    return { ...choice, rung: SMALL_PROCESSOR_RUNG, smaller: LESS_MEMORY }
  }

  loading({ path }: ModelFile, rung: Rung): void {
    if (!usesCard(rung)) this.#processorLoads.began()
    this.#results.set({ loading: { model: modelKey(path), rung: rungKey(rung) } })
  }

  loaded(model: ModelFile, rung: Rung, whole: boolean): void {
    this.#inUse = { model, rung }
    this.#results.set({ loading: null })
    if (whole && !usesCard(rung)) this.#processorLoads.succeeded({ model: modelKey(model.path), rung: rungKey(rung) })
  }

  ended(): void {
    this.#inUse = null
    if (this.#results.get().loading !== null) this.#results.set({ loading: null })
  }

  get inUse(): { readonly model: ModelFile; readonly rung: Rung } | null {
    return this.#inUse
  }

  crashed({ path }: ModelFile, rung: Rung, during: 'load' | 'idle' | 'generate'): boolean {
    if (!usesCard(rung)) return during === 'load' && this.#crashedOnProcessor(modelKey(path), rung)
    const crash = { model: modelKey(path), rung: rungKey(rung), at: this.#now() }
    const { crashes } = this.#results.get()
    const recent = crashes.filter(({ at }) => Math.abs(crash.at - at) < CRASH_WINDOW_MS)
    this.#results.set({ loading: null, crashes: [...recent, crash] })
    const before = recent.some(({ model, rung: other }) => model === crash.model && other === crash.rung)
    // Loading only repeats itself, while another answer may well work.
    if (during !== 'load' && !before) {
      this.#doubt(crash)
      return false
    }
    this.judge({ ...crash, verdict: 'crashed', during: during === 'load' ? 'load' : 'answer' })
    return true
  }

  /** The rung stays in use, so that the engine is back at once, and is examined anew as soon as nothing is asked. */
  #doubt({ model, rung }: Pick<Trial, 'model' | 'rung'>): void {
    const { trials } = this.#results.get()
    const isIt = (trial: Trial) => trial.model === model && trial.rung === rung
    this.#results.set({ trials: trials.map((trial) => (isIt(trial) ? { ...trial, doubtful: true } : trial)) })
  }

  #crashedOnProcessor(model: string, rung: Rung): boolean {
    this.#results.set({ loading: null })
    return this.#processorLoads.crashed({ model, rung: rungKey(rung) })
  }

  forgive({ path }: ModelFile): void {
    this.#forgetLoads(modelKey(path))
  }

  #forgetLoads(model: string): void {
    this.#small.delete(model)
    this.#processorLoads.forget(model)
  }

  failed({ path }: ModelFile, rung: Rung, failure: LoadFailure): boolean {
    const model = modelKey(path)
    if (usesCard(rung)) {
      this.#results.set({ loading: null })
      // No card runs a template.
      if (failure === 'template') return false
      this.judge({ model, rung: rungKey(rung), verdict: failure === 'memory' ? 'no-memory' : 'failed' })
      return true
    }
    if (failure !== 'memory' || rungKey(rung) === rungKey(SMALL_PROCESSOR_RUNG)) {
      this.#small.delete(model)
      return false
    }
    this.#small.set(model, this.#memory())
    return true
  }

  /** Rungs on cards that were found, best first. */
  #cardRungs(offload: ModelSettings['offload']): Rung[] {
    return rungsFor(this.cards.found, offload).filter(usesCard)
  }

  /** Rungs on cards to be tried with this model, best first: never tried, or died since; none once one works. */
  untried(model: string, offload: ModelSettings['offload']): Rung[] {
    const rungs = this.#cardRungs(offload)
    const best = rungs.findIndex((rung) => this.trialOf(model, rung)?.verdict === 'works')
    const candidates = best < 0 ? rungs : rungs.slice(0, best + 1)
    return candidates.filter((rung) => this.trialOf(model, rung)?.doubtful ?? true)
  }

  trialOf(model: string, rung: Rung): Trial | undefined {
    return this.#results.get().trials.find((trial) => trial.model === model && trial.rung === rungKey(rung))
  }

  /** Remembers how a rung did; what was known of it before is replaced. */
  judge(judged: Pick<Trial, 'model' | 'rung' | 'verdict'> & Partial<Trial>): void {
    const unknown = { during: null, tokensPerSecond: null, processorTokensPerSecond: null, right: null }
    const trial: Trial = { ...unknown, ...judged, doubtful: false }
    const isIt = ({ model, rung }: Trial) => model === trial.model && rung === trial.rung
    const others = this.#results.get().trials.filter((other) => !isIt(other))
    this.#results.set({ trials: [...others, trial] })
    this.#log('info', `Rung "${trial.rung}": ${trial.verdict}`)
  }

  #notFaster(model: string, offload: ModelSettings['offload']): string | null {
    const trials = this.#cardRungs(offload).flatMap((rung) => this.trialOf(model, rung) ?? [])
    return notFasterSentence({ offload, cards: this.cards.names, trials })
  }

  #unchecked(model: string): string | null {
    if (this.trialOf(model, PROCESSOR_RUNG)) return null
    const because = this.#postponed.get(model) ?? 'It is asked once nothing else is being asked.'
    return `Not checked yet: whether this model makes sense. ${because}`
  }

  /** A model could not be asked whether it makes sense, and why; a judgement of the processor makes up for it. */
  postpone(model: string, because: string): void {
    this.#postponed.set(model, because)
  }

  /** Is about to be tried in a process of its own. */
  trying(trial: Pick<Trial, 'model' | 'rung'>): void {
    this.#results.set({ loading: trial })
  }

  /** That is over. A question that ended it may have begun a load meanwhile, whose mark stays. */
  tried(trial: Pick<Trial, 'model' | 'rung'>): void {
    const { loading } = this.#results.get()
    if (loading?.model === trial.model && loading.rung === trial.rung) this.#results.set({ loading: null })
  }

  /** Drops what is known of the cards and of a model's rungs, so that both are looked at again. */
  forget(model: string): void {
    const { trials, crashes } = this.#results.get()
    this.cards.forget()
    this.#forgetLoads(model)
    this.#results.set({
      trials: trials.filter((trial) => trial.model !== model),
      crashes: crashes.filter((crash) => crash.model !== model),
    })
  }

  /**
   * A load that never ended took Agate or the whole computer with it, or somebody pulled the plug. A rung that had
   * worked is given the benefit of the doubt once, and tried again before it is used.
   */
  #learnFromLastStart(): void {
    const { loading, trials, crashes } = this.#results.get()
    if (loading === null) return
    const same = (other: Pick<Trial, 'model' | 'rung'>) => other.model === loading.model && other.rung === loading.rung
    this.#log('warn', `Agate ended while a model was being loaded on rung "${loading.rung}"`)
    const worked = trials.some((trial) => same(trial) && trial.verdict === 'works')
    if (loading.rung.startsWith('cpu ')) {
      // Nothing tries the processor beforehand: the load itself is the one more try.
      this.#processorLoads.crashed(loading, worked ? 'once' : 'for-good')
    } else if (worked && !crashes.some(same)) {
      const crash = { ...loading, at: this.#now() }
      this.#results.set({ trials: trials.filter((trial) => !same(trial)), crashes: [...crashes, crash] })
    } else {
      this.judge({ ...loading, verdict: 'crashed', during: 'load' })
    }
    this.#results.set({ loading: null })
  }
}

function computerMemory(): ComputerMemory {
  return { freeBytes: freeMemory(), totalBytes: os.totalmem() }
}
