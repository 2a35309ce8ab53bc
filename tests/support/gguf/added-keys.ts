import type { BrokenModel } from './broken-models.ts'
import type { GgufValue } from './gguf-writer.ts'
import { tinyGemma } from './tiny-gemma.ts'

const NUMBERS = [0, 1, 2, 3, 64, 1025, 0xffff_ffff]
/** Numbers that llama.cpp reads where a file has them, and the tiny model has not. */
const COUNTS = [
  'gemma2.expert_count',
  'gemma2.expert_used_count',
  'gemma2.expert_group_count',
  'gemma2.expert_group_used_count',
  'gemma2.nextn_predict_layers',
  'gemma2.pooling_type',
  'gemma2.embedding_length_out',
  'gemma2.vocab_size',
  'gemma2.attention.sliding_window_pattern',
  'gemma2.attention.key_length_swa',
  'gemma2.attention.value_length_swa',
  'gemma2.rope.dimension_count_swa',
  'gemma2.rope.scaling.original_context_length',
  'gemma2.attention.shared_kv_layers',
  'general.alignment',
  'general.quantization_version',
  'split.count',
  'split.no',
  'tokenizer.ggml.token_type_count',
  'tokenizer.ggml.eot_token_id',
  'tokenizer.ggml.seperator_token_id',
  'tokenizer.ggml.mask_token_id',
]
const FLOATS = [
  'gemma2.rope.scaling.factor',
  'gemma2.rope.freq_base',
  'gemma2.rope.freq_base_swa',
  'gemma2.logit_scale',
]
const TEXTS = [
  'gemma2.rope.scaling.type',
  'tokenizer.ggml.pre',
  'tokenizer.chat_template',
  'general.file_type',
  'general.type',
]
const LOOPS = '{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}'
/** Programs that never end, or take all memory. */
const TEMPLATES = [
  '{% for turn in range(3000000000) %}{{ turn }}{% endfor %}',
  `${LOOPS}{{ c }}${'{% endfor %}'.repeat(3)}`,
  '{% for a in range(40000) %}{% for b in range(40000) %}{{ b }}{% endfor %}{% endfor %}',
]
const TOKENISERS = ['no_vocab', 'none', 'bert', 't5', 'rwkv', 'test', 'plamo2']
const SWITCHES = [
  'gemma2.attention.causal',
  'tokenizer.ggml.add_bos_token',
  'tokenizer.ggml.add_eos_token',
  'tokenizer.ggml.add_sep_token',
  'tokenizer.ggml.remove_extra_whitespaces',
]
const LISTS = [
  'gemma2.attention.head_count',
  'gemma2.attention.head_count_kv',
  'gemma2.feed_forward_length',
  'gemma2.rope.dimension_sections',
  'gemma2.attention.sliding_window_pattern',
  'gemma2.expert_used_count',
  'tokenizer.ggml.precompiled_charsmap',
]

/** A tiny Gemma 2 file with one or two values more, or with a list in the place of a number. */
export function* modelsWithAddedKeys(): Generator<BrokenModel> {
  const withMore = (more: Readonly<Record<string, GgufValue>>): BrokenModel => ({
    name: JSON.stringify(more),
    bytes: tinyGemma({ behaviour: 'scripted', more }),
  })
  const number = (value: number): GgufValue => ({ type: 'u32', value })
  for (const key of COUNTS) for (const value of NUMBERS) yield withMore({ [key]: number(value) })
  for (const key of FLOATS) {
    for (const value of [0, -1, Number.NaN, Infinity, 1e30]) yield withMore({ [key]: { type: 'f32', value } })
  }
  for (const key of TEXTS) {
    for (const value of ['', 'nonsense', '{% for', 'yarn', 'longrope'])
      yield withMore({ [key]: { type: 'string', value } })
  }
  for (const value of TOKENISERS) yield withMore({ 'tokenizer.ggml.model': { type: 'string', value } })
  for (const value of TEMPLATES) yield withMore({ 'tokenizer.chat_template': { type: 'string', value } })
  for (const key of SWITCHES) for (const value of [true, false]) yield withMore({ [key]: { type: 'bool', value } })
  for (const key of LISTS) {
    for (const value of [[], [0, 0], [2, 2], [4, 2], [4, 4, 4]]) yield withMore({ [key]: { type: 'i32s', value } })
  }
  for (const [experts, used, groups] of [
    [8, 0, 0],
    [8, 2, 0],
    [8, 9, 0],
    [8, 2, 3],
    [8, 2, 8],
  ] as const) {
    yield withMore({
      'gemma2.expert_count': number(experts),
      'gemma2.expert_used_count': number(used),
      'gemma2.expert_group_count': number(groups),
    })
  }
}
