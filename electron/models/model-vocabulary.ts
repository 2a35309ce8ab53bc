import type { GgufHeader } from './gguf-header.ts'
import { WORDS } from './gguf-words.ts'

const FLOAT = 6
const INTEGERS = [4, 5]
const TEXT = 8
/** The tokeniser that spells in bytes what it has no word for: a byte without one ends llama.cpp's process. */
const WITH_BYTES = 'llama'
/** No words at all, or words of models that only embed: llama.cpp's process ends where it wants to spell a byte. */
const NOT_FOR_CHAT = ['no_vocab', 'none', 'bert']
/** Tokenisers that need to know which pieces are joined first. */
const WITH_MERGES = ['gpt2']
/** Tokens without which nothing can be read or ended; llama.cpp leaves others aside that are not there. */
const NEEDED = /^tokenizer\.ggml\.(?:bos|eos|eot|unknown)_token_id$/u
/** A token that is not there, as the format says it. */
const NONE = 0xffff_ffff
/** No text in UTF-8 has others. */
const LAST_BYTE = 0xf4
const NO_BYTES = [0xc0, 0xc1]

/** What is wrong with the words that a model knows. */
export function vocabularyProblem({ values, lists }: GgufHeader): string | null {
  const model = values.get('tokenizer.ggml.model')
  const tokens = lists.get(WORDS)
  if (typeof model !== 'string') return 'no tokeniser is named'
  if (NOT_FOR_CHAT.includes(model)) return `the tokeniser "${model}" is none for chats`
  if (tokens?.type !== TEXT || tokens.length === 0) return 'there are no tokens'
  const different = tokens.words?.size ?? 0
  if (different !== tokens.length) return `${tokens.length - different} of ${tokens.length} words are there twice`
  const unspelt = model === WITH_BYTES && tokens.words ? unspeltByte(tokens.words) : null
  if (unspelt !== null) return `no word stands for the byte ${unspelt}`
  const merges = lists.get('tokenizer.ggml.merges')
  if (WITH_MERGES.includes(model) && merges?.type !== TEXT) return 'the tokeniser has no merges'
  const scores = lists.get('tokenizer.ggml.scores')
  if (scores && (scores.type !== FLOAT || scores.length !== tokens.length)) return `${scores.length} scores`
  const kinds = lists.get('tokenizer.ggml.token_type')
  if (kinds && (!INTEGERS.includes(kinds.type) || kinds.length !== tokens.length))
    return `${kinds.length} kinds of tokens`
  for (const [key, value] of values) {
    if (!NEEDED.test(key) || value === NONE) continue
    const known = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < tokens.length
    if (!known) return `"${key}" is ${value} of ${tokens.length}`
  }
  return null
}

/** The first byte of UTF-8 that is neither a word itself nor has one like `<0x0A>`. */
function unspeltByte(words: ReadonlySet<string>): number | null {
  for (let byte = 0; byte <= LAST_BYTE; byte += 1) {
    const code = byte.toString(16).toUpperCase().padStart(2, '0')
    const isSpelt = words.has(`<0x${code}>`) || words.has(String.fromCharCode(byte))
    if (!isSpelt && !NO_BYTES.includes(byte)) return byte
  }
  return null
}
