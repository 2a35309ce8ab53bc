import type { GgufHeader } from './gguf-header.ts'

const FLOAT = 6
const INTEGERS = [4, 5]
const TEXT = 8
/** Tokenisers that need to know which pieces are joined first. */
const WITH_MERGES = ['gpt2']
/** Tokens without which nothing can be read or ended; llama.cpp leaves others aside that are not there. */
const NEEDED = /^tokenizer\.ggml\.(?:bos|eos|eot|unknown)_token_id$/u
/** A token that is not there, as the format says it. */
const NONE = 0xffff_ffff

/** What is wrong with the words that a model knows. */
export function vocabularyProblem({ values, lists }: GgufHeader): string | null {
  const model = values.get('tokenizer.ggml.model')
  const tokens = lists.get('tokenizer.ggml.tokens')
  if (typeof model !== 'string') return 'no tokeniser is named'
  if (tokens?.type !== TEXT || tokens.length === 0) return 'there are no tokens'
  const different = tokens.words?.size ?? 0
  if (different !== tokens.length) return `${tokens.length - different} of ${tokens.length} words are there twice`
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
