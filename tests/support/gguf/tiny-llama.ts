import type { GemmaGeometry } from './gemma-geometry.ts'
import { gemmaMetadata, gemmaShapes } from './gemma-geometry.ts'
import { gemmaVocabulary } from './gemma-vocabulary.ts'
import { encodeGguf } from './gguf-writer.ts'
import { normalNumbers } from './random-numbers.ts'

const GEOMETRY: GemmaGeometry = {
  width: 64,
  layers: 2,
  feedForward: 64,
  heads: 4,
  kvHeads: 2,
  headWidth: 16,
  slidingWindow: 256,
}
const OF_GEMMA_ONLY = /softcapping|sliding_window|post_/u

/** The bytes of a Llama model with random weights, of the same vocabulary as the tiny Gemma 2. */
export function tinyLlama(): Buffer {
  const vocabulary = gemmaVocabulary([])
  const values = Object.entries(gemmaMetadata(GEOMETRY, vocabulary, 'Tiny Llama'))
    .filter(([key]) => !OF_GEMMA_ONLY.test(key))
    .map(([key, value]) => [key.replace('gemma2.', 'llama.'), value] as const)
  const shapes = gemmaShapes(GEOMETRY, vocabulary.tokens.length).filter(({ name }) => !OF_GEMMA_ONLY.test(name))
  return encodeGguf(
    {
      ...Object.fromEntries(values),
      'general.architecture': { type: 'string', value: 'llama' },
      'llama.rope.dimension_count': { type: 'u32', value: GEOMETRY.headWidth },
    },
    shapes.map((shape) => {
      const length = shape.dimensions.reduce((product, size) => product * size, 1)
      const isNorm = shape.dimensions.length === 1
      return { ...shape, data: isNorm ? new Float32Array(length).fill(1) : normalNumbers(length, shape.name, 0.1) }
    }),
  )
}
