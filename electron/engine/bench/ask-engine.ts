import { MODEL_SETTINGS_DEFAULTS } from '../../../shared/model/model-settings.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Engine } from '../engine.ts'

export type BenchError = 'no-model' | 'failed' | 'stopped'

export interface Asked {
  readonly promptTokens: number
  readonly tokens: number
  /** From the question to the end of the answer. */
  readonly ms: number
  /** From the answer's first text to its end, and the tokens that came after that text. */
  readonly decode: { readonly tokens: number; readonly ms: number }
  /** As the engine process measured it. */
  readonly tokensPerSecond: number | null
}

const { temperature, topP, topK, minP, repeatPenalty } = MODEL_SETTINGS_DEFAULTS
/** The usual settings, and the same random numbers on both sides. */
const SAMPLING = { temperature, topP, topK, minP, repeatPenalty, seed: 7 }

/** One question and its answer, of at most `maxTokens`; whatever ended it too early is an error. */
export async function askEngine(
  engine: Engine,
  text: string,
  maxTokens: number,
  signal: AbortSignal,
): Promise<Result<Asked, BenchError>> {
  const request = {
    turns: [{ role: 'user' as const, text }],
    systemPrompt: '',
    sampling: { ...SAMPLING, maxTokens },
    priority: 'chat' as const,
  }
  const began = performance.now()
  const events = engine.generate(request, signal)
  let first: { readonly at: number; readonly tokens: number } | null = null
  let next = await events.next()
  while (next.done !== true) {
    if (next.value.type === 'text') first ??= { at: performance.now(), tokens: next.value.tokens }
    next = await events.next()
  }
  const ended = performance.now()
  const end = next.value
  if (end.reason === 'no-model' || end.reason === 'model-failed') return err('no-model', end.message)
  if (end.reason === 'stopped') return err('stopped', 'The measurement was stopped.')
  if (end.reason === 'prompt-too-long') {
    return err(
      'failed',
      `The context is too small to measure this model: ${end.limit} tokens, and ${end.promptTokens} are needed.`,
    )
  }
  if ('message' in end) return err('failed', end.message)
  if (end.tokens === 0) return err('failed', 'The model wrote nothing, so there is nothing to measure.')
  const { promptTokens, tokens, tokensPerSecond } = end
  const { at, tokens: before } = first ?? { at: ended, tokens }
  return ok({
    promptTokens,
    tokens,
    ms: ended - began,
    decode: { tokens: tokens - before, ms: ended - at },
    tokensPerSecond,
  })
}
