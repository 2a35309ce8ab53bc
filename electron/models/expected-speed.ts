import type { MeasuredSpeed } from '../../shared/model/measured-speed.ts'
import type { ExpectedSpeed } from '../../shared/model/model-offer.ts'

/** A model that was measured on the device that the other one would run on. */
export interface Reference extends MeasuredSpeed {
  readonly name: string
}

/** Beyond this ratio of sizes, what is not reading weights tells on the small one. The starter is 17 times smaller than Gemma 2 2B. */
const RATIO_MAX = 20

/**
 * Each token that is written takes reading the weights once, so on the same device speeds are as the sizes of the
 * files. From the model nearest in size; null where none is near enough.
 */
export function expectedSpeed(sizeBytes: number, references: readonly Reference[]): ExpectedSpeed | null {
  const ratioOf = ({ sizeBytes: other }: Reference) => Math.max(sizeBytes / other, other / sizeBytes)
  const [nearest] = references.filter((one) => ratioOf(one) <= RATIO_MAX).sort((a, b) => ratioOf(a) - ratioOf(b))
  if (nearest === undefined) return null
  return { tokensPerSecond: (nearest.tokensPerSecond * nearest.sizeBytes) / sizeBytes, from: nearest.name }
}
