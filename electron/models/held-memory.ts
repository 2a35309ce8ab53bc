import type { EngineStatus } from '../../shared/model/engine-status.ts'
import { heldBytes } from '../downloads/memory-fit.ts'
import type { CheckedModel } from './model-check.ts'

/** Memory that the model in use holds now and that another one in its place would have, in bytes. */
export function heldMemory(
  { details, contextSize }: Pick<EngineStatus, 'details' | 'contextSize'>,
  model: CheckedModel | null,
): number {
  if (details?.backend !== 'cpu' || contextSize === null || !model?.memory) return 0
  const { sizeBytes, memory } = model
  return heldBytes({ sizeBytes, memory }, { contextTokens: contextSize, sequences: details.sequences })
}
