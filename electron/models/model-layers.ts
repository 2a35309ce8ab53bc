import { isCount } from './gguf-count.ts'
import type { ModelGeometry } from './model-geometry.ts'

/** Architectures of which every layer has attention and a feed-forward part. */
const WHOLE_LAYERS: readonly string[] = ['gemma2', 'gemma3', 'llama']
/** Numbers that such a model may have for each layer. */
const PER_LAYER = ['attention.head_count', 'attention.head_count_kv', 'feed_forward_length']

/** What is wrong with what differs from layer to layer: each of these ends llama.cpp's process. */
export function layerProblem(geometry: ModelGeometry): string | null {
  const { architecture, layers, values, lists } = geometry
  const predicted = values.get('nextn_predict_layers') ?? 0
  if (!isCount(predicted) || Number(predicted) >= layers) return `${String(predicted)} of ${layers} layers predict`
  if (WHOLE_LAYERS.includes(architecture)) {
    for (const key of PER_LAYER) {
      const each = lists.get(key)
      if (each && each.numbers?.every((number) => number >= 1) !== true) return `a layer has no "${key}"`
    }
  }
  return windowProblem(geometry)
}

/** A model with a window needs layers that use it. */
function windowProblem({ layers, values, lists }: ModelGeometry): string | null {
  const pattern = values.get('attention.sliding_window_pattern')
  if (pattern !== undefined && (!isCount(pattern) || Number(pattern) === 1)) return 'a window in no layer'
  const windowed = lists.get('attention.sliding_window_pattern')
  if (windowed && windowed.numbers?.slice(0, layers).some((uses) => uses !== 0) !== true) return 'a window in no layer'
  for (const key of ['attention.key_length_swa', 'attention.value_length_swa']) {
    const width = values.get(key)
    if (width !== undefined && (!isCount(width) || Number(width) < 1)) return `"${key}" is ${String(width)}`
  }
  return null
}
