import { SCRIPTED_REPLY } from '../../../electron/engine/ladder/scripted-reply.ts'
import { byteToken, END_OF_TURN_ID, FIRST_TEXT_ID, gemmaVocabulary, type Vocabulary } from './gemma-vocabulary.ts'
import { encodeGguf, type GgufTensor, type GgufValue } from './gguf-writer.ts'
import { normalNumbers } from './random-numbers.ts'

export { SCRIPTED_REPLY }

const GEMMA_TEMPLATE =
  "{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}" +
  "{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}" +
  "{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}" +
  "{% if (message['role'] == 'assistant') %}{% set role = 'model' %}{% else %}{% set role = message['role'] %}{% endif %}" +
  "{{ '<start_of_turn>' + role + '\n' + message['content'] | trim + '<end_of_turn>\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{'<start_of_turn>model\n'}}{% endif %}"

const WIDTH = 128
const LAYERS = 2
const FEED_FORWARD = 128
const HEADS = 4
const KV_HEADS = 2
const HEAD_WIDTH = 32

export interface TinyGemmaOptions {
  /**
   * scripted: answers SCRIPTED_REPLY and ends its turn.
   * babbling: writes random words for as long as it may, at a temperature of 1.
   * looping: begins like scripted, and then starts over for ever.
   */
  readonly behaviour: 'scripted' | 'babbling' | 'looping'
  readonly name?: string
  /** Keys to leave out of the header. Without `gemma2.feed_forward_length` llama.cpp aborts the process. */
  readonly without?: readonly string[]
}

/** The bytes of a Gemma 2 model of about 1.3 MB that llama.cpp really runs. The same at every run. */
export function tinyGemma({ behaviour, name, without = [] }: TinyGemmaOptions): Buffer {
  const reply = replyTokens(SCRIPTED_REPLY)
  const vocabulary = gemmaVocabulary(reply.filter((token) => !token.startsWith('<0x')))
  const metadata = Object.entries(metadataOf(vocabulary, name ?? `Tiny Gemma 2, ${behaviour}`))
  const kept = Object.fromEntries(metadata.filter(([key]) => !without.includes(key)))
  const weights = behaviour === 'babbling' ? babblingWeights(vocabulary) : scriptedWeights(vocabulary, reply, behaviour)
  return encodeGguf(kept, tensorsOf(vocabulary.tokens.length, weights))
}

/** Words with the space before them; what is not ASCII in bytes. */
function replyTokens(reply: string): string[] {
  const words = reply.match(/ ?\w+|[^\w\s]| /gu) ?? []
  return words.flatMap((word) => {
    if (/^[\x20-\x7e]+$/u.test(word)) return [word.replace(' ', '\u2581')]
    return [...Buffer.from(word, 'utf8')].map(byteToken)
  })
}

function metadataOf({ tokens, scores, types }: Vocabulary, name: string): Record<string, GgufValue> {
  const u32 = (value: number): GgufValue => ({ type: 'u32', value })
  const f32 = (value: number): GgufValue => ({ type: 'f32', value })
  const text = (value: string): GgufValue => ({ type: 'string', value })
  const bool = (value: boolean): GgufValue => ({ type: 'bool', value })
  return {
    'general.architecture': text('gemma2'),
    'general.name': text(name),
    'general.file_type': u32(0),
    'gemma2.context_length': u32(8192),
    'gemma2.embedding_length': u32(WIDTH),
    'gemma2.block_count': u32(LAYERS),
    'gemma2.feed_forward_length': u32(FEED_FORWARD),
    'gemma2.attention.head_count': u32(HEADS),
    'gemma2.attention.head_count_kv': u32(KV_HEADS),
    'gemma2.attention.layer_norm_rms_epsilon': f32(1e-6),
    'gemma2.attention.key_length': u32(HEAD_WIDTH),
    'gemma2.attention.value_length': u32(HEAD_WIDTH),
    'gemma2.attn_logit_softcapping': f32(50),
    'gemma2.final_logit_softcapping': f32(30),
    'gemma2.attention.sliding_window': u32(256),
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

/** The values of a tensor by its name; norms are 1 and everything else random when null. */
type Weights = (name: string, length: number) => Float32Array | null

/**
 * A chain of tokens as a table in the first feed-forward layer: unit j fires when the last token is the chain's j-th,
 * and then writes the (j+1)-th. Everything else is too quiet to matter.
 */
function scriptedWeights(vocabulary: Vocabulary, reply: readonly string[], behaviour: 'scripted' | 'looping'): Weights {
  const embeddings = embeddingsOf(vocabulary)
  const row = (id: number) => embeddings.subarray(id * WIDTH, (id + 1) * WIDTH)
  // The prompt ends with a line break after "model": there the reply begins.
  const ids = ['\n', ...reply].map((token) => vocabulary.idOf(token))
  const chain = [...ids, behaviour === 'looping' ? vocabulary.idOf(reply[0] ?? '') : END_OF_TURN_ID]
  const detect = new Float32Array(FEED_FORWARD * WIDTH)
  const write = new Float32Array(WIDTH * FEED_FORWARD)
  chain.slice(0, -1).forEach((id, unit) => {
    detect.set(row(id), unit * WIDTH)
    row(chain[unit + 1] ?? 0).forEach((value, column) => (write[column * FEED_FORWARD + unit] = value))
  })
  const loud = new Set(['blk.0.ffn_gate.weight', 'blk.0.ffn_up.weight', 'blk.0.ffn_down.weight'])
  return (name, length) => {
    if (name === 'token_embd.weight') return embeddings
    if (loud.has(name)) return name.endsWith('ffn_down.weight') ? write : detect
    if (name === 'blk.0.post_ffw_norm.weight') return new Float32Array(length).fill(8)
    return name.includes('post_') ? new Float32Array(length).fill(0.01) : null
  }
}

/** Special and byte tokens get no embedding, so they are never the likeliest: only words are written. */
function babblingWeights(vocabulary: Vocabulary): Weights {
  const embeddings = embeddingsOf(vocabulary)
  const silent = embeddings.slice().fill(0, 0, FIRST_TEXT_ID * WIDTH)
  return (name, length) => {
    if (name === 'token_embd.weight') return silent
    // Louder than the token itself, which else would be the likeliest to follow itself.
    return name.endsWith('post_ffw_norm.weight') ? new Float32Array(length).fill(8) : null
  }
}

/** One random direction per token; in 128 dimensions they are nearly at right angles to each other. */
function embeddingsOf({ tokens }: Vocabulary): Float32Array {
  return normalNumbers(tokens.length * WIDTH, 'token_embd.weight', 1 / Math.sqrt(WIDTH))
}

function tensorsOf(vocabularySize: number, weights: Weights): GgufTensor[] {
  const shapes: [string, number[]][] = [
    ['token_embd.weight', [WIDTH, vocabularySize]],
    ['output_norm.weight', [WIDTH]],
  ]
  for (let layer = 0; layer < LAYERS; layer += 1) {
    for (const [name, shape] of Object.entries(layerShapes())) shapes.push([`blk.${layer}.${name}.weight`, shape])
  }
  return shapes.map(([name, dimensions]) => {
    const length = dimensions.reduce((product, size) => product * size, 1)
    const fallback = () =>
      dimensions.length === 1
        ? new Float32Array(length).fill(1)
        : normalNumbers(length, name, 1 / Math.sqrt(dimensions[0] ?? 1))
    return { name, dimensions, data: weights(name, length) ?? fallback() }
  })
}

function layerShapes(): Record<string, number[]> {
  return {
    attn_norm: [WIDTH],
    attn_q: [WIDTH, HEADS * HEAD_WIDTH],
    attn_k: [WIDTH, KV_HEADS * HEAD_WIDTH],
    attn_v: [WIDTH, KV_HEADS * HEAD_WIDTH],
    attn_output: [HEADS * HEAD_WIDTH, WIDTH],
    post_attention_norm: [WIDTH],
    ffn_norm: [WIDTH],
    ffn_gate: [WIDTH, FEED_FORWARD],
    ffn_up: [WIDTH, FEED_FORWARD],
    ffn_down: [FEED_FORWARD, WIDTH],
    post_ffw_norm: [WIDTH],
  }
}
