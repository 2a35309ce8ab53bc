import type { ModelMemory } from '../../shared/model/catalogue.ts'
import type { GgufHeader } from './gguf-header.ts'
import { geometryOf } from './model-geometry.ts'

/** Of a number in the cache of what was read, in bytes: it is kept at 16 bits. */
const CACHED_BYTES = 2

/** What decides how much memory the model in a file takes; null for one whose layers differ from each other. */
export function memoryOf(header: GgufHeader): ModelMemory | null {
  const geometry = geometryOf(header)
  if (typeof geometry === 'string') return null
  const { layers, kvHeads, keyWidth, valueWidth, vocabulary, context } = geometry
  if (kvHeads === null || keyWidth === null || valueWidth === null) return null
  const kvBytesPerToken = layers * kvHeads * (keyWidth + valueWidth) * CACHED_BYTES
  return { layers, kvBytesPerToken, vocabulary, contextTokens: context }
}
