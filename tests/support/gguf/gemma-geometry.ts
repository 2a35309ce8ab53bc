import type { Vocabulary } from './gemma-vocabulary.ts'
import type { GgufValue, TensorShape } from './gguf-writer.ts'

/** The sizes that make one Gemma 2 different from another. */
export interface GemmaGeometry {
  readonly width: number
  readonly layers: number
  readonly feedForward: number
  readonly heads: number
  readonly kvHeads: number
  readonly headWidth: number
  /** Tokens that every other layer looks back. */
  readonly slidingWindow: number
}

const GEMMA_TEMPLATE =
  "{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}" +
  "{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}" +
  "{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}" +
  "{% if (message['role'] == 'assistant') %}{% set role = 'model' %}{% else %}{% set role = message['role'] %}{% endif %}" +
  "{{ '<start_of_turn>' + role + '\n' + message['content'] | trim + '<end_of_turn>\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{'<start_of_turn>model\n'}}{% endif %}"

/** Everything that a Gemma 2 file says of itself before its tensors. */
export function gemmaMetadata(
  geometry: GemmaGeometry,
  { tokens, scores, types }: Vocabulary,
  name: string,
): Record<string, GgufValue> {
  const u32 = (value: number): GgufValue => ({ type: 'u32', value })
  const f32 = (value: number): GgufValue => ({ type: 'f32', value })
  const text = (value: string): GgufValue => ({ type: 'string', value })
  const bool = (value: boolean): GgufValue => ({ type: 'bool', value })
  return {
    'general.architecture': text('gemma2'),
    'general.name': text(name),
    'general.file_type': u32(0),
    'gemma2.context_length': u32(8192),
    'gemma2.embedding_length': u32(geometry.width),
    'gemma2.block_count': u32(geometry.layers),
    'gemma2.feed_forward_length': u32(geometry.feedForward),
    'gemma2.attention.head_count': u32(geometry.heads),
    'gemma2.attention.head_count_kv': u32(geometry.kvHeads),
    'gemma2.attention.layer_norm_rms_epsilon': f32(1e-6),
    'gemma2.attention.key_length': u32(geometry.headWidth),
    'gemma2.attention.value_length': u32(geometry.headWidth),
    'gemma2.attn_logit_softcapping': f32(50),
    'gemma2.final_logit_softcapping': f32(30),
    'gemma2.attention.sliding_window': u32(geometry.slidingWindow),
    'tokenizer.ggml.model': text('llama'),
    'tokenizer.ggml.pre': text('default'),
    'tokenizer.ggml.tokens': { type: 'strings', value: tokens },
    'tokenizer.ggml.scores': { type: 'f32s', value: scores },
    'tokenizer.ggml.token_type': { type: 'i32s', value: types },
    'tokenizer.ggml.padding_token_id': u32(0),
    'tokenizer.ggml.eos_token_id': u32(1),
    'tokenizer.ggml.bos_token_id': u32(2),
    'tokenizer.ggml.unknown_token_id': u32(3),
    'tokenizer.ggml.add_bos_token': bool(true),
    'tokenizer.ggml.add_eos_token': bool(false),
    'tokenizer.ggml.add_space_prefix': bool(false),
    'tokenizer.chat_template': text(GEMMA_TEMPLATE),
  }
}

/** The tensors of a Gemma 2 file, in its order. */
export function gemmaShapes(geometry: GemmaGeometry, vocabularySize: number): TensorShape[] {
  const { width, layers } = geometry
  const inLayers = Array.from({ length: layers }, (_, layer) =>
    Object.entries(layerShapes(geometry)).map(([name, dimensions]) => ({
      name: `blk.${layer}.${name}.weight`,
      dimensions,
    })),
  )
  return [
    { name: 'token_embd.weight', dimensions: [width, vocabularySize] },
    { name: 'output_norm.weight', dimensions: [width] },
    ...inLayers.flat(),
  ]
}

function layerShapes({ width, heads, kvHeads, headWidth, feedForward }: GemmaGeometry): Record<string, number[]> {
  return {
    attn_norm: [width],
    attn_q: [width, heads * headWidth],
    attn_k: [width, kvHeads * headWidth],
    attn_v: [width, kvHeads * headWidth],
    attn_output: [heads * headWidth, width],
    post_attention_norm: [width],
    ffn_norm: [width],
    ffn_gate: [width, feedForward],
    ffn_up: [width, feedForward],
    ffn_down: [feedForward, width],
    post_ffw_norm: [width],
  }
}
