import type { LlamaContextSequence, Token } from 'node-llama-cpp'
import type { GatedJob } from './step-gate.ts'

export interface ReadOptions {
  readonly sequence: LlamaContextSequence
  readonly job: GatedJob
  readonly signal: AbortSignal
  /** Tokens that are evaluated next, before the signal is looked at again. */
  readonly size: () => number
  /** Called once, with how many tokens the sequence already holds. */
  readonly reused: (tokens: number) => void
  /** Called after each chunk: what it had, and how long it took. */
  readonly chunk: (chunk: { readonly tokens: number; readonly ms: number; readonly progress: number }) => void
}

/**
 * Evaluates all `tokens` but the last chunk, and resolves to that one, of at least one token: making the first token of
 * the reply evaluates it too, and does not go through the whole model once more for it. Evaluates in chunks, so that
 * stopping and more urgent jobs need not wait for all of them. What the sequence already holds is kept.
 */
export async function readPrompt(tokens: readonly Token[], options: ReadOptions): Promise<readonly Token[]> {
  const { sequence, job } = options
  const stopped = () => options.signal.aborted
  const target = tokens.slice(0, -1)
  await job.step('adapt')
  if (stopped()) return []
  // Without `false`, later parts would be kept whose values were computed with other text before them.
  await sequence.adaptStateToTokens(target, false)
  const reused = sequence.nextTokenIndex
  options.reused(reused)
  for (let start = reused; ;) {
    const size = options.size()
    if (tokens.length - start <= size) return tokens.slice(start)
    await job.step('read')
    if (stopped()) return []
    const part = tokens.slice(start, start + size)
    const began = performance.now()
    await sequence.evaluateWithoutGeneratingNewTokens(part)
    start += part.length
    const progress = (start - reused) / (tokens.length - reused)
    options.chunk({ tokens: part.length, ms: performance.now() - began, progress })
  }
}
