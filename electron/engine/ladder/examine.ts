import type { SpawnEngine } from '../engine-process.ts'
import type { Rung } from '../rung.ts'
import { HEALTH_QUESTIONS, HEALTH_TOKENS } from './health-questions.ts'
import { type Judgement, judgeAnswers } from './judge-answers.ts'
import { Probe, ProbeError } from './probe.ts'
import { SCRIPTED_REPLY } from './scripted-reply.ts'

/** How long a probe may take for each thing; what takes longer is of no use. */
export interface ProbeLimits {
  readonly lookMs: number
  readonly selfTestMs: number
  readonly loadMs: number
  readonly answerMs: number
}

export const PROBE_LIMITS: ProbeLimits = { lookMs: 30_000, selfTestMs: 60_000, loadMs: 180_000, answerMs: 60_000 }

export interface Examination {
  /** Null: it knows no facts, or was too slow to be asked them all. */
  readonly health: Judgement | null
  /** It was too slow to be asked all that it should know, so nobody knows whether it makes sense. */
  readonly isUnjudged: boolean
  /** Of a short question with its reply, prompt and reply together; null: too slow to be measured in the time it had. */
  readonly tokensPerSecond: number | null
}

/** Files smaller than this know no facts that they could be asked for, in bytes. */
export const KNOWING_BYTES = 50_000_000

/** About 128 tokens for most models. */
const BENCHMARK_QUESTION =
  'Here is a list of things to take along: a tent, two warm blankets, a lamp, matches, a map of the hills, bread, ' +
  'cheese, apples, a knife, a pan, three cups, tea, sugar, a rope, a whistle, dry socks, boots, a raincoat, a hat, ' +
  'a book, a pencil, some paper, a towel, soap, a brush, a torch, batteries, string, plasters, a bottle of water, ' +
  'nuts, raisins, a compass, gloves, a scarf and a bag for the rubbish. Name the ten that matter most and say why.'
const BENCHMARK_TOKENS = 16

/** Whether a rung computes rightly: a tiny model must answer the one thing that it knows, to the letter. */
export async function passesSelfTest(
  spawn: SpawnEngine,
  tinyModel: string,
  rung: Rung,
  limits: ProbeLimits,
  signal: AbortSignal,
): Promise<boolean> {
  const probe = new Probe(spawn, signal)
  try {
    await probe.load(tinyModel, { ...rung, layers: 'all' }, limits.selfTestMs)
    const { text } = await probe.ask('Hello?', 64, limits.selfTestMs)
    return text === SCRIPTED_REPLY
  } finally {
    await probe.end()
  }
}

/** Loads a model on a rung, asks it what it must know, and measures it. Throws a ProbeError when it cannot. */
export async function examine(
  spawn: SpawnEngine,
  model: { readonly path: string; readonly sizeBytes: number },
  rung: Rung,
  limits: ProbeLimits,
  signal: AbortSignal,
): Promise<Examination> {
  const probe = new Probe(spawn, signal)
  const knowsFacts = model.sizeBytes >= KNOWING_BYTES
  try {
    await probe.load(model.path, rung, limits.loadMs)
    let health: Judgement | null = null
    try {
      // The first question after a load also waits for the card to get ready.
      if (knowsFacts) health = await checkHealth(probe, limits)
      else await probe.ask('Hello?', 1, limits.answerMs)
      const { tokens, seconds } = await probe.ask(BENCHMARK_QUESTION, BENCHMARK_TOKENS, limits.answerMs)
      return { health, isUnjudged: false, tokensPerSecond: tokens / seconds }
    } catch (error) {
      if (!(error instanceof ProbeError) || error.failure !== 'late') throw error
      return { health, isUnjudged: knowsFacts && health === null, tokensPerSecond: null }
    }
  } finally {
    await probe.end()
  }
}

async function checkHealth(probe: Probe, { answerMs }: ProbeLimits): Promise<Judgement> {
  const answers: string[] = []
  for (const { question } of HEALTH_QUESTIONS) {
    answers.push((await probe.ask(question, HEALTH_TOKENS, answerMs)).text)
  }
  return judgeAnswers(answers)
}
