import { countOr } from './gguf-count.ts'
import type { GgufHeader } from './gguf-header.ts'
import type { ModelGeometry } from './model-geometry.ts'

/** Architectures whose layers are known tensor by tensor; others are only compared with their vocabulary. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  gemma2: ['post_attention_norm', 'post_ffw_norm'],
  gemma3: ['post_attention_norm', 'post_ffw_norm', 'attn_q_norm', 'attn_k_norm'],
  llama: [],
}
const F32 = 0

/** What is wrong with the tensors, seen beside the numbers that say how the model is built. */
export function tensorProblem({ tensors }: GgufHeader, geometry: ModelGeometry): string | null {
  const expected = new Map(shapesOf(geometry))
  for (const [name, shape] of expected) {
    const tensor = tensors.get(name)
    if (tensor === undefined) return `"${name}" is missing`
    const found = trimmed(tensor.dimensions)
    const wanted = trimmed(shape.map(BigInt))
    if (found.join() !== wanted.join()) return `"${name}" is ${found.join(' × ')}, not ${wanted.join(' × ')}`
    if (name.endsWith('norm.weight') && tensor.type !== F32) return `"${name}" is of type ${tensor.type}`
  }
  return null
}

function shapesOf(geometry: ModelGeometry): [string, number[]][] {
  const { architecture, width, layers, vocabulary } = geometry
  const embeddings: [string, number[]] = ['token_embd.weight', [width, vocabulary]]
  const norms = KNOWN[architecture]
  const { heads, kvHeads, keyWidth, valueWidth, feedForward } = geometry
  if (norms === undefined || heads === null || kvHeads === null) return [embeddings]
  if (keyWidth === null || valueWidth === null || feedForward === null) return [embeddings]
  const experts = architecture === 'llama' ? countOr(geometry.values.get('expert_count'), 0) : 0
  // The experts themselves come in one tensor or in one each.
  const mixture: [string, number[]][] = [['ffn_gate_inp', [width, experts]]]
  const dense: [string, number[]][] = [
    ['ffn_gate', [width, feedForward]],
    ['ffn_up', [width, feedForward]],
    ['ffn_down', [feedForward, width]],
  ]
  const layer: [string, number[]][] = [
    ['attn_norm', [width]],
    ['attn_q', [width, heads * keyWidth]],
    ['attn_k', [width, kvHeads * keyWidth]],
    ['attn_v', [width, kvHeads * valueWidth]],
    ['attn_output', [heads * valueWidth, width]],
    ['ffn_norm', [width]],
    ...(experts > 0 ? mixture : dense),
    ...norms.map((name): [string, number[]] => [name, [/_[qk]_norm$/u.test(name) ? keyWidth : width]]),
  ]
  const all = Array.from({ length: layers }, (_, index) =>
    layer.map(([name, shape]): [string, number[]] => [`blk.${index}.${name}.weight`, shape]),
  )
  return [embeddings, ['output_norm.weight', [width]], ...all.flat()]
}

/** Without the ones at the end, which some writers add. */
function trimmed(dimensions: readonly bigint[]): bigint[] {
  const last = dimensions.findLastIndex((size) => size !== 1n)
  return dimensions.slice(0, Math.max(1, last + 1))
}
