import { countOr, isCount } from './gguf-count.ts'
import type { GgufHeader, GgufList, GgufScalar } from './gguf-header.ts'

/** The numbers that say how a transformer is built. Null where a model has one for each layer, or none. */
export interface ModelGeometry {
  readonly architecture: string
  readonly context: number
  readonly width: number
  readonly layers: number
  readonly feedForward: number | null
  readonly heads: number | null
  readonly kvHeads: number | null
  /** Of one head's keys and values. */
  readonly keyWidth: number | null
  readonly valueWidth: number | null
  readonly vocabulary: number
  /** Of the architecture, without its name in front of the keys. */
  readonly values: ReadonlyMap<string, GgufScalar>
  readonly lists: ReadonlyMap<string, GgufList>
}

const CONTEXT_MAX = 1 << 26
const WIDTH_MAX = 1 << 20
/** llama.cpp's LLAMA_MAX_LAYERS. */
const LAYERS_MAX = 512
const HEADS_MAX = 65_536

/** A sentence for the log when a number that every model needs is not there. */
export function geometryOf(header: GgufHeader): ModelGeometry | string {
  const architecture = String(header.values.get('general.architecture'))
  const own = ownOf(header.values, architecture)
  const lists = ownOf(header.lists, architecture)
  const perLayer = (key: string) => lists.has(key)
  const required = ['context_length', 'embedding_length', 'block_count']
  for (const key of required) if (!isCount(own.get(key))) return `"${architecture}.${key}" is missing or no count`
  for (const key of ['feed_forward_length', 'attention.head_count']) {
    if (!isCount(own.get(key)) && !perLayer(key)) return `"${architecture}.${key}" is missing or no count`
  }
  const width = Number(own.get('embedding_length'))
  const heads = countOr(own.get('attention.head_count'), null)
  const each = heads === null ? null : width / heads
  return {
    architecture,
    context: Number(own.get('context_length')),
    width,
    layers: Number(own.get('block_count')),
    feedForward: countOr(own.get('feed_forward_length'), null),
    heads,
    kvHeads: perLayer('attention.head_count_kv') ? null : countOr(own.get('attention.head_count_kv'), heads),
    keyWidth: countOr(own.get('attention.key_length'), each),
    valueWidth: countOr(own.get('attention.value_length'), each),
    vocabulary: header.lists.get('tokenizer.ggml.tokens')?.length ?? 0,
    values: own,
    lists,
  }
}

function ownOf<T>(all: ReadonlyMap<string, T>, architecture: string): Map<string, T> {
  const own = [...all].filter(([key]) => key.startsWith(`${architecture}.`))
  return new Map(own.map(([key, value]) => [key.slice(architecture.length + 1), value]))
}

/** What no model can be: numbers out of all bounds, or that contradict each other. */
export function geometryProblem(geometry: ModelGeometry): string | null {
  const { context, width, layers, heads, kvHeads, keyWidth, values } = geometry
  if (context < 1 || context > CONTEXT_MAX) return `a context of ${context}`
  if (width < 1 || width > WIDTH_MAX) return `a width of ${width}`
  if (layers < 1 || layers > LAYERS_MAX) return `${layers} layers`
  if (heads !== null && (heads < 1 || heads > HEADS_MAX)) return `${heads} heads`
  if (heads !== null && kvHeads !== null && (kvHeads < 1 || heads % kvHeads !== 0)) {
    return `${heads} heads share ${kvHeads} keys`
  }
  if (keyWidth !== null && !(Number.isInteger(keyWidth) && keyWidth >= 1)) return `heads of ${keyWidth}`
  return floatProblem(values) ?? ropeProblem(geometry)
}

function floatProblem(values: ReadonlyMap<string, GgufScalar>): string | null {
  const epsilon = values.get('attention.layer_norm_rms_epsilon') ?? values.get('attention.layer_norm_epsilon')
  if (!(typeof epsilon === 'number' && epsilon > 0 && epsilon < 1)) return 'no usable epsilon'
  for (const [key, value] of values) {
    const positive = /softcapping|freq_base|sliding_window$|query_pre_attn/u.test(key)
    if (positive && typeof value === 'number' && !(Number.isFinite(value) && value > 0)) return `"${key}" is ${value}`
  }
  return null
}

/** What llama.cpp's `llama_rope_scaling_type_from_string` knows. */
const ROPE_SCALINGS: readonly unknown[] = [undefined, 'none', 'linear', 'yarn', 'longrope']

function ropeProblem({ values, keyWidth }: ModelGeometry): string | null {
  const scaling = values.get('rope.scaling.type')
  if (!ROPE_SCALINGS.includes(scaling)) return `positions are scaled by "${String(scaling)}"`
  // Layers that see a window only may have heads of their own width.
  const windowed = countOr(values.get('attention.key_length_swa'), keyWidth)
  return (
    turnProblem(values.get('rope.dimension_count'), keyWidth) ??
    turnProblem(values.get('rope.dimension_count_swa'), windowed)
  )
}

function turnProblem(turned: unknown, width: number | null): string | null {
  if (turned === undefined || width === null) return null
  const fits = typeof turned === 'number' && turned >= 2 && turned % 2 === 0 && turned <= width
  return fits ? null : `positions turn more than the ${width} numbers of a head, or an odd share of them`
}
