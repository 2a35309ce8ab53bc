import { SCRIPTED_REPLY } from '../../../electron/engine/ladder/scripted-reply.ts'
import { byteToken, END_OF_TURN_ID, FIRST_TEXT_ID, gemmaVocabulary, type Vocabulary } from './gemma-vocabulary.ts'
import { type GemmaGeometry, gemmaMetadata, gemmaShapes } from './gemma-geometry.ts'
import { encodeGguf, type GgufTensor, type GgufValue } from './gguf-writer.ts'
import { normalNumbers } from './random-numbers.ts'

export { SCRIPTED_REPLY }

const WIDTH = 128
const FEED_FORWARD = 128
const TINY: GemmaGeometry = {
  width: WIDTH,
  layers: 2,
  feedForward: FEED_FORWARD,
  heads: 4,
  kvHeads: 2,
  headWidth: 32,
  slidingWindow: 256,
}

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
  /** Values that the header has beside its own, or instead of them. */
  readonly more?: Readonly<Record<string, GgufValue>>
  /** Attention heads of 256 numbers, in a single layer: each takes 1 KB of the KV cache for a token. */
  readonly wideHeads?: number
}

/** The bytes of a Gemma 2 model of about 1.3 MB that llama.cpp really runs. The same at every run. */
export function tinyGemma({ behaviour, name, without = [], more = {}, wideHeads }: TinyGemmaOptions): Buffer {
  const geometry =
    wideHeads === undefined ? TINY : { ...TINY, layers: 1, heads: wideHeads, kvHeads: wideHeads, headWidth: 256 }
  const reply = replyTokens(SCRIPTED_REPLY)
  const vocabulary = gemmaVocabulary(reply.filter((token) => !token.startsWith('<0x')))
  const metadata = Object.entries(gemmaMetadata(geometry, vocabulary, name ?? `Tiny Gemma 2, ${behaviour}`))
  const kept = Object.fromEntries(metadata.filter(([key]) => !without.includes(key)))
  const weights = behaviour === 'babbling' ? babblingWeights(vocabulary) : scriptedWeights(vocabulary, reply, behaviour)
  return encodeGguf({ ...kept, ...more }, tensorsOf(geometry, vocabulary.tokens.length, weights))
}

/** Words with the space before them; what is not ASCII in bytes. */
function replyTokens(reply: string): string[] {
  const words = reply.match(/ ?\w+|[^\w\s]| /gu) ?? []
  return words.flatMap((word) => {
    if (/^[\x20-\x7e]+$/u.test(word)) return [word.replace(' ', '\u2581')]
    return [...Buffer.from(word, 'utf8')].map(byteToken)
  })
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

function tensorsOf(geometry: GemmaGeometry, vocabularySize: number, weights: Weights): GgufTensor[] {
  return gemmaShapes(geometry, vocabularySize).map(({ name, dimensions }) => {
    const length = dimensions.reduce((product, size) => product * size, 1)
    const fallback = () =>
      dimensions.length === 1
        ? new Float32Array(length).fill(1)
        : normalNumbers(length, name, 1 / Math.sqrt(dimensions[0] ?? 1))
    return { name, dimensions, data: weights(name, length) ?? fallback() }
  })
}
