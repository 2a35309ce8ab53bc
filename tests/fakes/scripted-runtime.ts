import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Outcome } from '../../electron/engine/protocol.ts'
import {
  type GenerateInput,
  type GenerationListener,
  LoadError,
  type LoadInput,
  type LoadListener,
  type Runtime,
} from '../../electron/engine/process/runtime.ts'
import type { Fault, Reply, Scenario } from './scenario.ts'
import { ONE_THREAD } from './engine-details.ts'

/** Does in the engine process what a scenario says, with real time, and dies as it says. */
export class ScriptedRuntime implements Runtime {
  #scenario: Scenario
  /** How it does on the card; null on the processor. */
  #onCard: string | null = null

  constructor(scenario: Scenario) {
    this.#scenario = scenario
  }

  look() {
    const cards = this.#scenario.card ? [this.#scenario.card.name] : []
    return Promise.resolve({ cards, totalBytes: 0, freeBytes: 0 })
  }

  async load({ rung }: LoadInput, listener: LoadListener) {
    const { steps, delayMs, fault, faultAbove } = this.#scenario.load
    for (let step = 1; step <= steps; step += 1) {
      await sleep(delayMs)
      listener.progress(step / steps)
    }
    if (fault && (rung.contextMax ?? Infinity) > faultAbove) await commit(fault)
    if (rung.backend !== 'cpu') return this.#loadOnCard(rung)
    return {
      device: 'Processor, 1 thread',
      contextSize: this.#scenario.contextSize,
      details: ONE_THREAD,
      widens: false,
    }
  }

  async #loadOnCard({ backend, flashAttention }: LoadInput['rung']) {
    const { card, contextSize } = this.#scenario
    if (!card) throw new LoadError('no-device', 'The scenario has no card')
    const behaviour = flashAttention ? card.flash : card.plain
    if (behaviour === 'memory') throw new LoadError('memory', 'The scenario has no memory')
    if (behaviour === 'abort' || behaviour === 'hang') await commit(behaviour)
    this.#onCard = behaviour
    const details = { ...ONE_THREAD, backend, cards: [card.name], flashAttention }
    return { device: card.name, contextSize, details, widens: false }
  }

  countTokens(texts: readonly string[]): Promise<number[]> {
    return Promise.resolve(texts.map(wordsIn))
  }

  async generate(input: GenerateInput, listener: GenerationListener, signal: AbortSignal): Promise<Outcome> {
    const question = input.turns.at(-1)?.text ?? ''
    const reply = this.#scenario.replies.find(({ match }) => match === undefined || question.includes(match))
    if (!reply) throw new Error('The scenario has no reply to this question')
    const promptTokens = reply.promptTokens ?? countWords(input)
    const limit = this.#scenario.promptLimit ?? this.#scenario.contextSize
    if (promptTokens > limit) return { reason: 'prompt-too-long', promptTokens, limit }
    listener.prompt({ promptTokens, reusedTokens: 0 })
    listener.reading(1)
    if (this.#onCard === 'nonsense')
      return write({ ...reply, tokens: ['@@@@'] }, input.sampling.maxTokens, listener, signal)
    // What a self-test and a benchmark ask is there; of everything else, Paris and four.
    if (this.#onCard === 'wrong' && reply.match === undefined)
      return write({ ...reply, tokens: ['I think of Paris and 4 cats.'] }, input.sampling.maxTokens, listener, signal)
    if (this.#onCard !== null) return write({ ...reply, delayMs: 0 }, input.sampling.maxTokens, listener, signal)
    return write(reply, input.sampling.maxTokens, listener, signal)
  }
}

async function write(
  reply: Reply,
  maxTokens: number,
  listener: GenerationListener,
  signal: AbortSignal,
): Promise<Outcome> {
  const { tokens, delayMs, faultAfter, lastAfter } = reply
  const texts = Array.isArray(tokens) ? tokens : Array.from({ length: tokens.times }, () => tokens.repeat)
  const tokensPerSecond = delayMs > 0 ? 1000 / delayMs : null
  let written = 0
  for (const text of texts) {
    if (faultAfter?.tokens === written) await commit(faultAfter.kind)
    if (delayMs > 0) await sleep(delayMs, undefined, { signal }).catch(() => undefined)
    if (lastAfter !== undefined && written === texts.length - 1) await fileThere(lastAfter, signal)
    if (signal.aborted) return { reason: 'stopped', tokens: written, tokensPerSecond, promptTokensPerSecond: null }
    if (written === maxTokens)
      return { reason: 'length', tokens: written, tokensPerSecond, promptTokensPerSecond: null }
    written += 1
    listener.text(text.replaceAll('{time}', String(Date.now())), { tokens: written, tokensPerSecond })
  }
  if (faultAfter?.tokens === written) await commit(faultAfter.kind)
  return { reason: reply.reason, tokens: written, tokensPerSecond, promptTokensPerSecond: null }
}

async function fileThere(file: string, signal: AbortSignal): Promise<void> {
  while (!existsSync(file) && !signal.aborted) await sleep(10)
}

async function commit(fault: Fault): Promise<void> {
  // What was written before must get out of the process, so that tests know which text is there.
  await sleep(50)
  if (fault === 'exit') process.exit(0)
  if (fault === 'abort') process.abort()
  if (fault === 'segv') process.kill(process.pid, 'SIGSEGV')
  // A hang: the event loop never turns again, as when native code spins.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

function countWords({ turns, systemPrompt }: GenerateInput): number {
  return turns.reduce((sum, { text }) => sum + wordsIn(text), wordsIn(systemPrompt))
}

function wordsIn(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== '').length
}
