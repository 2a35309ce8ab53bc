import type { GgufHeader } from './gguf-header.ts'
import { expertProblem } from './model-experts.ts'
import { geometryOf, geometryProblem } from './model-geometry.ts'
import { layerProblem } from './model-layers.ts'
import { templateProblem } from './model-template.ts'
import { tensorProblem } from './model-tensors.ts'
import { vocabularyProblem } from './model-vocabulary.ts'

/**
 * What is wrong with a model whose header could be read, for the log; null when nothing is. llama.cpp does not look
 * itself: a missing number, or a tensor of another shape than the numbers say, aborts its process.
 */
export function modelProblem(header: GgufHeader): string | null {
  const before = vocabularyProblem(header) ?? templateProblem(header)
  if (before !== null) return before
  const geometry = geometryOf(header)
  if (typeof geometry === 'string') return geometry
  return (
    geometryProblem(geometry) ?? expertProblem(geometry) ?? layerProblem(geometry) ?? tensorProblem(header, geometry)
  )
}
