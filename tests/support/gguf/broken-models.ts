import { uniformNumbers } from './random-numbers.ts'

export interface BrokenModel {
  readonly name: string
  readonly bytes: Buffer
}

const NUMBERS = [0, 1, 2, 3, 31, 33, 127, 1_000_000, 0x7fff_ffff, 0xffff_ffff]
const COUNTS = [0n, 1n, 7n, 1n << 31n, 1n << 62n, (1n << 64n) - 1n]
/** Of the architecture: those of them that a file has. */
const SIZES = [
  'context_length',
  'embedding_length',
  'block_count',
  'feed_forward_length',
  'attention.head_count',
  'attention.head_count_kv',
  'attention.layer_norm_rms_epsilon',
  'attention.key_length',
  'attention.value_length',
  'attn_logit_softcapping',
  'final_logit_softcapping',
  'attention.sliding_window',
  'rope.dimension_count',
]
const TOKENS = [
  'tokenizer.ggml.padding_token_id',
  'tokenizer.ggml.eos_token_id',
  'tokenizer.ggml.bos_token_id',
  'tokenizer.ggml.unknown_token_id',
]
const EPSILONS = [-1, 0, Number.NaN, Infinity]
const LISTS = ['tokenizer.ggml.tokens', 'tokenizer.ggml.scores', 'tokenizer.ggml.token_type']
const TENSORS = [
  'token_embd.weight',
  'output_norm.weight',
  'blk.0.attn_q.weight',
  'blk.1.ffn_down.weight',
  'blk.0.attn_norm.weight',
]
const TENSOR_TYPES = [1, 2, 8, 12, 30, 36, 99]
const RANDOM_FILES = 150

const WHOLE_FILE = { version: 4, tensors: 8, keys: 16, firstKeyLength: 24 }

/** The file is none, ends too early, or counts wrongly what is in it. */
function* wronglyFramed(whole: Buffer): Generator<BrokenModel> {
  const numbered = (name: string, at: number, value: bigint): BrokenModel => {
    const bytes = Buffer.from(whole)
    bytes.writeBigUInt64LE(value, at)
    return { name: `${name} = ${value}`, bytes }
  }
  yield { name: 'nothing', bytes: Buffer.alloc(0) }
  yield { name: 'a page instead of a model', bytes: Buffer.from('<!doctype html><title>404</title>'.repeat(50)) }
  yield { name: 'an archive', bytes: Buffer.concat([Buffer.from('PK\x03\x04'), whole]) }
  for (const version of [0, 1, 4, 0x0300_0000, 0xffff_ffff]) {
    const bytes = Buffer.from(whole)
    bytes.writeUInt32LE(version, WHOLE_FILE.version)
    yield { name: `version ${version}`, bytes }
  }
  for (const count of [...COUNTS, 1n << 32n, (1n << 63n) - 1n]) {
    yield numbered('tensors', WHOLE_FILE.tensors, count)
    yield numbered('keys', WHOLE_FILE.keys, count)
    yield numbered('length of the first key', WHOLE_FILE.firstKeyLength, count)
  }
  for (const [name, at] of [
    ['tensors', WHOLE_FILE.tensors],
    ['keys', WHOLE_FILE.keys],
  ] as const) {
    for (const more of [-1n, 1n]) yield numbered(name, at, whole.readBigUInt64LE(at) + more)
  }
  const text = whole.indexOf('general.name') + 'general.name'.length + 4
  for (const length of [1n << 31n, (1n << 64n) - 1n, (1n << 64n) - 8n]) yield numbered('length of a text', text, length)
  yield { name: 'eight bytes', bytes: whole.subarray(0, 8) }
  yield { name: 'another magic', bytes: Buffer.concat([Buffer.from('FGUF'), whole.subarray(4)]) }
  for (const share of [0.01, 0.1, 0.5, 0.9, 0.999]) {
    yield { name: `cut at ${share}`, bytes: whole.subarray(0, Math.floor(whole.length * share)) }
  }
  yield { name: 'with something behind it', bytes: Buffer.concat([whole, Buffer.alloc(5000, 7)]) }
}

/** The same thing stands there twice, and another one not at all. */
function* doubled(whole: Buffer): Generator<BrokenModel> {
  for (const [once, twice] of [
    ['blk.0.attn_q.weight', 'blk.0.attn_k.weight'],
    ['tokenizer.ggml.eos_token_id', 'tokenizer.ggml.bos_token_id'],
  ] as const) {
    const bytes = Buffer.from(whole)
    bytes.write(twice, bytes.indexOf(once))
    yield { name: `${twice} twice`, bytes }
  }
}

/** A word stands there twice, or one that stands for a byte not at all. The word in its place is as long. */
function* wronglyWorded(whole: Buffer): Generator<BrokenModel> {
  for (const [word, other] of [
    ['<unused7>', '<unused8>'],
    ['<0x0A>', '<0x0B>'],
    ['<0xF0>', '<1xF0>'],
    ['<0x0A>', '<1x0A>'],
    ['<0x00>', '<1x00>'],
    ['<0xFF>', '<1xFF>'],
  ] as const) {
    const bytes = Buffer.from(whole)
    bytes.write(other, bytes.indexOf(word))
    yield { name: `${other} instead of ${word}`, bytes }
  }
}

/** Weights that are no numbers, or any at all. */
function* wronglyWeighed(whole: Buffer): Generator<BrokenModel> {
  const middle = Math.floor(whole.length / 2)
  const filled = (name: string, value: () => number): BrokenModel => {
    const bytes = Buffer.from(whole)
    for (let at = middle - (middle % 4); at + 4 <= bytes.length; at += 4) bytes.writeFloatLE(value(), at)
    return { name, bytes }
  }
  const random = uniformNumbers('weights')
  yield filled('weights that are not a number', () => Number.NaN)
  yield filled('infinite weights', () => Infinity)
  yield filled('any weights', () => (random() - 0.5) * 1e30)
}

/** Ways in which a tiny file of one architecture can be wrong, the same at every run. */
export function* brokenModels(whole: Buffer, architecture: string): Generator<BrokenModel> {
  const after = (text: string) => whole.indexOf(text) + Buffer.byteLength(text)
  const changed = (name: string, change: (bytes: Buffer) => void): BrokenModel => {
    const bytes = Buffer.from(whole)
    change(bytes)
    return { name, bytes }
  }
  const sizes = SIZES.map((size) => `${architecture}.${size}`).filter((key) => whole.includes(key))
  const epsilon = `${architecture}.attention.layer_norm_rms_epsilon`
  for (const value of EPSILONS)
    yield changed(`${epsilon} = ${value}`, (bytes) => bytes.writeFloatLE(value, after(epsilon) + 4))
  for (const key of [...sizes, ...TOKENS]) {
    for (const value of NUMBERS)
      yield changed(`${key} = ${value}`, (bytes) => bytes.writeUInt32LE(value, after(key) + 4))
    for (const type of [0, 4, 6, 8, 10, 12])
      yield changed(`${key} of type ${type}`, (bytes) => bytes.writeUInt32LE(type, after(key)))
    yield changed(`${key} under another name`, (bytes) => bytes.write('x', after(key) - 1))
  }
  for (const list of LISTS) {
    for (const count of COUNTS)
      yield changed(`${list} × ${count}`, (bytes) => bytes.writeBigUInt64LE(count, after(list) + 8))
    for (const type of [0, 5, 6, 8, 9, 255])
      yield changed(`${list} of type ${type}`, (bytes) => bytes.writeUInt32LE(type, after(list) + 4))
  }
  for (const tensor of TENSORS) {
    const shape = after(tensor)
    for (const rank of [0, 3, 5])
      yield changed(`${tensor} with ${rank} dimensions`, (bytes) => bytes.writeUInt32LE(rank, shape))
    for (const size of COUNTS) yield changed(`${tensor}: ${size}`, (bytes) => bytes.writeBigUInt64LE(size, shape + 4))
    const rank = whole.readUInt32LE(shape)
    for (const size of rank > 1 ? [...COUNTS, 32n] : [])
      yield changed(`${tensor}: × ${size}`, (bytes) => bytes.writeBigUInt64LE(size, shape + 12))
    if (rank > 1) {
      yield changed(`${tensor}: 2^33 × 2^33`, (bytes) => {
        for (const at of [4, 12]) bytes.writeBigUInt64LE(1n << 33n, shape + at)
      })
    }
    for (const type of TENSOR_TYPES)
      yield changed(`${tensor} of type ${type}`, (bytes) => bytes.writeUInt32LE(type, shape + 4 + rank * 8))
    for (const place of [1n, 16n, 1n << 40n])
      yield changed(`${tensor} at ${place}`, (bytes) => bytes.writeBigUInt64LE(place, shape + 8 + rank * 8))
    yield changed(`${tensor} under another name`, (bytes) => bytes.write('x', shape - 1))
  }
  yield* wronglyFramed(whole)
  yield* doubled(whole)
  yield* wronglyWorded(whole)
  yield* wronglyWeighed(whole)
  yield changed('another tokeniser', (bytes) => bytes.write('xxxxx', after('tokenizer.ggml.model') + 12))
  yield* randomlyBroken(whole, after(TENSORS[0] ?? ''))
}

/** A few bytes of the header are anything at all. */
function* randomlyBroken(whole: Buffer, headerEnd: number): Generator<BrokenModel> {
  const random = uniformNumbers('broken models')
  for (let file = 0; file < RANDOM_FILES; file += 1) {
    const bytes = Buffer.from(whole)
    const changes = 1 + Math.floor(random() * 6)
    for (let change = 0; change < changes; change += 1) {
      bytes[8 + Math.floor(random() * (headerEnd - 8))] = Math.floor(random() * 256)
    }
    yield { name: `random ${file}`, bytes }
  }
}
