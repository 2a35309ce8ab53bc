import type { Backend } from '../../../shared/model/engine-status.ts'
import type { ModelSettings } from '../../../shared/model/model-settings.ts'
import { PROCESSOR_RUNG, type Rung } from '../rung.ts'

/** Fastest first. */
const CARD_BACKENDS = ['metal', 'cuda', 'vulkan'] as const satisfies readonly Backend[]

/** For a computer that has no more memory, or kills the engine when it asks for more. */
export const SMALL_PROCESSOR_RUNG: Rung = { ...PROCESSOR_RUNG, contextMax: 2048 }

/** The ways to run a model here, best first: on the kinds of cards that were found, then on the processor. */
export function rungsFor(backends: readonly Backend[], offload: ModelSettings['offload']): Rung[] {
  const cards = offload === 'off' ? [] : CARD_BACKENDS.filter((backend) => backends.includes(backend))
  const most = typeof offload === 'number' ? offload : 'all'
  const fewer = typeof offload === 'number' ? Math.max(1, Math.floor(offload / 2)) : 'fit'
  return [
    ...cards.flatMap((backend): Rung[] => [
      { backend, flashAttention: true, layers: most, contextMax: null },
      // Some drivers compute flash attention wrongly, or slower than without.
      { backend, flashAttention: false, layers: most, contextMax: null },
      { backend, flashAttention: false, layers: fewer, contextMax: null },
    ]),
    PROCESSOR_RUNG,
    SMALL_PROCESSOR_RUNG,
  ]
}

export function usesCard({ backend }: Rung): boolean {
  return backend !== 'cpu'
}

/** The same for equal rungs, to remember results by. */
export function rungKey({ backend, flashAttention, layers, contextMax }: Rung): string {
  return [backend, flashAttention ? 'flash' : 'plain', layers, contextMax ?? 'any'].join(' ')
}
