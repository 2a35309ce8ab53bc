import type { EngineStatus } from '../../../shared/model/engine-status.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Engine } from '../engine.ts'
import { askEngine, type BenchError } from './ask-engine.ts'

/** Tokens per second. */
interface Speeds {
  readonly prefill: number
  readonly decode: number
}

/** Medians of tokens per second, and the first divided by the second. */
export interface Comparison {
  readonly app: number
  readonly bare: number
  readonly ratio: number
}

export interface BenchReport {
  readonly model: string
  readonly device: string
  readonly threads: number
  readonly prefill: Comparison
  readonly decode: Comparison
}

export interface CompareOptions {
  /** With a model in use, loaded or not. */
  readonly app: Engine
  /** The library alone, once it is known how Agate runs the model. */
  readonly openBare: (like: EngineStatus) => Engine
  readonly rounds: number
  readonly note: (message: string) => void
}

type Measure = (engine: Engine, text: string, signal: AbortSignal) => Promise<Result<Speeds, BenchError>>

const REPLY_TOKENS = 64
const TOO_SHORT = err('failed', 'The model wrote too little to measure its speed.')

/** The speed of a model through Agate's engine, beside the library alone. */
export async function compareWithBare(
  { app, openBare, rounds, note }: CompareOptions,
  signal: AbortSignal,
): Promise<Result<BenchReport, BenchError>> {
  note('Loading the model in Agate …')
  const loaded = await warmUp(app, signal)
  if (!loaded.ok) return loaded
  const { model, device, details } = loaded.value
  if (model === null || device === null || details === null) {
    return err('failed', 'The engine stopped before anything was measured. Nothing was changed; try again.')
  }
  const bare = openBare(loaded.value)
  try {
    note('Loading the model in the library alone …')
    const alike = await warmUp(bare, signal)
    if (!alike.ok) return err('failed', alike.error.message)
    const speeds = await measureInTurns([app, bare], rounds, note, signal)
    if (!speeds.ok) return speeds
    const [ours, theirs] = speeds.value
    const compare = (what: keyof Speeds) => comparison(median(ours, what), median(theirs, what))
    return ok({
      model: model.name,
      device,
      threads: details.threads,
      prefill: compare('prefill'),
      decode: compare('decode'),
    })
  } finally {
    await bare.close()
  }
}

async function warmUp(engine: Engine, signal: AbortSignal): Promise<Result<EngineStatus, BenchError>> {
  const asked = await askEngine(engine, 'Hello', 1, signal)
  return asked.ok ? ok(engine.status()) : asked
}

/** So that a busy machine slows both, and each is first as often as the other. */
async function measureInTurns(
  [app, bare]: readonly [Engine, Engine],
  rounds: number,
  note: (message: string) => void,
  signal: AbortSignal,
): Promise<Result<readonly [readonly Speeds[], readonly Speeds[]], BenchError>> {
  const ours: Speeds[] = []
  const theirs: Speeds[] = []
  const sides = [
    { engine: app, measure: measureApp, into: ours },
    { engine: bare, measure: measureBare, into: theirs },
  ]
  for (let round = 1; round <= rounds; round += 1) {
    note(`Round ${round} of ${rounds} …`)
    for (const { engine, measure, into } of round % 2 === 1 ? sides : [...sides].reverse()) {
      const measured = await measure(engine, question(round), signal)
      if (!measured.ok) return measured
      into.push(measured.value)
    }
  }
  return ok([ours, theirs])
}

/**
 * As whoever waits for it measures it: from the question to the end of an answer of one token, then the same question
 * again, with nothing to be read, from the first text of a long answer to its end.
 */
const measureApp: Measure = async (engine, text, signal) => {
  const read = await askEngine(engine, text, 1, signal)
  if (!read.ok) return read
  const written = await askEngine(engine, text, REPLY_TOKENS, signal)
  if (!written.ok) return written
  const { decode } = written.value
  if (decode.tokens === 0) return TOO_SHORT
  const rate = (tokens: number, ms: number) => (tokens * 1000) / ms
  return ok({ prefill: rate(read.value.promptTokens, read.value.ms), decode: rate(decode.tokens, decode.ms) })
}

/** As its process measures it at the library's own callback. */
const measureBare: Measure = async (engine, text, signal) => {
  const asked = await askEngine(engine, text, REPLY_TOKENS, signal)
  if (!asked.ok) return asked
  const prefill = engine.status().promptTokensPerSecond
  const decode = asked.value.tokensPerSecond
  if (prefill === null || decode === null) return TOO_SHORT
  return ok({ prefill, decode })
}

/** A few hundred tokens, different from the first word on, so that nothing of them is in the context already. */
function question(round: number): string {
  const days = Array.from(
    { length: 20 },
    (_, day) => `On day ${day} of journey ${round} the fox crossed river ${(day * 7 + round * 13) % 97} and rested.`,
  )
  return `${round}. ${days.join(' ')} Tell the whole story of this journey, as long as you can.`
}

function median(speeds: readonly Speeds[], what: keyof Speeds): number {
  return speeds.map((one) => one[what]).sort((a, b) => a - b)[Math.floor(speeds.length / 2)] ?? Number.NaN
}

function comparison(app: number, bare: number): Comparison {
  return { app: round(app, 2), bare: round(bare, 2), ratio: round(app / bare, 3) }
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
