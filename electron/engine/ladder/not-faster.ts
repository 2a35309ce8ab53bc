import type { ModelSettings } from '../../../shared/model/model-settings.ts'
import type { Trial } from './results.ts'

interface KnownDevices {
  readonly offload: ModelSettings['offload']
  /** Names of the cards; null while nobody has looked. */
  readonly cards: readonly string[] | null
  /** What became of this model's rungs on cards, best rung first. */
  readonly trials: readonly Trial[]
}

/** Why a model runs on the processor, as one or two sentences; null when a card was never in question. */
export function notFasterSentence({ offload, cards, trials }: KnownDevices): string | null {
  if (cards === null) return null
  if (offload === 'off') return onProcessor('The settings of this model ask for that.')
  if (cards.length === 0) return onProcessor('No graphics card was found that the engine can use.')
  // The last one tried is the reason why nothing above the processor is left.
  const last = trials.at(-1)
  if (last === undefined) return onProcessor('The graphics card is tried once nothing is being asked.')
  return onProcessor(reason(last))
}

function onProcessor(because: string): string {
  return `Running on the processor. ${because}`
}

function reason({ verdict, during, tokensPerSecond, processorTokensPerSecond }: Trial): string {
  switch (verdict) {
    case 'crashed':
      return `The graphics driver stopped while ${DURING[during ?? 'try']}.`
    case 'nonsense':
      return 'The graphics card wrote nonsense.'
    case 'no-memory':
      return 'The graphics card has too little free memory for this model.'
    case 'slower':
      return tokensPerSecond === null || processorTokensPerSecond === null
        ? 'The graphics card was slower.'
        : `The graphics card was slower: ${speed(tokensPerSecond)} against ${speed(processorTokensPerSecond)} tokens a second.`
    case 'works':
      return 'The graphics card is used from the next time the model is loaded.'
    case 'failed':
      return 'The graphics card could not be used. It is tried again when Agate is next opened.'
  }
}

const DURING = {
  try: 'it was being tried',
  load: 'the model was being loaded',
  answer: 'it was answering',
} as const

/** Slow devices differ in the tenths. */
function speed(tokensPerSecond: number): string {
  return tokensPerSecond < 10 ? tokensPerSecond.toFixed(1) : tokensPerSecond.toFixed(0)
}
