export interface Vocabulary {
  readonly tokens: readonly string[]
  readonly scores: readonly number[]
  /** As in GGUF: 1 normal, 2 unknown, 3 control, 4 user-defined, 6 byte. */
  readonly types: readonly number[]
  idOf(token: string): number
}

const NORMAL = 1
const UNKNOWN = 2
const CONTROL = 3
const USER_DEFINED = 4
const BYTE = 6

/** Everything before this id is special in Gemma 2's real vocabulary, and here. */
export const FIRST_BYTE_ID = 217
/** Before this: the 256 byte tokens. */
export const FIRST_TEXT_ID = FIRST_BYTE_ID + 256

export const END_OF_TURN_ID = 107

/** A small vocabulary with Gemma 2's real ids for special and byte tokens, and `words` in one token each. */
export function gemmaVocabulary(words: readonly string[], size = 1024): Vocabulary {
  const tokens: string[] = []
  const types: number[] = []
  const add = (token: string, type: number) => {
    tokens.push(token)
    types.push(type)
  }
  for (const token of ['<pad>', '<eos>', '<bos>']) add(token, CONTROL)
  add('<unk>', UNKNOWN)
  while (tokens.length < 106) add(`<unused${tokens.length}>`, USER_DEFINED)
  for (const token of ['<start_of_turn>', '<end_of_turn>']) add(token, CONTROL)
  for (let count = 1; count <= 31; count += 1) add('\n'.repeat(count), USER_DEFINED)
  while (tokens.length < FIRST_BYTE_ID) add(`<unused${tokens.length}>`, USER_DEFINED)
  for (let byte = 0; byte < 256; byte += 1) add(byteToken(byte), BYTE)
  for (const text of textTokens(words)) add(text, NORMAL)
  while (tokens.length < size) add(`\u2581w${tokens.length}`, NORMAL)
  const ids = new Map(tokens.map((token, id) => [token, id]))
  return {
    tokens,
    types,
    // Longer texts first, as a tokenizer of this kind joins the pair with the best score.
    scores: tokens.map((_, id) => (id < FIRST_TEXT_ID ? -1000 : FIRST_TEXT_ID - id)),
    idOf: (token) => {
      const id = ids.get(token)
      if (id === undefined) throw new Error(`No token "${token}"`)
      return id
    },
  }
}

export function byteToken(byte: number): string {
  return `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`
}

/** The tokenizer joins two neighbours at a time, so every beginning of a word must be a token too. */
function textTokens(words: readonly string[]): string[] {
  const texts = new Set<string>()
  for (const word of words) for (let end = 2; end <= word.length; end += 1) texts.add(word.slice(0, end))
  const sorted = [...texts].sort((a, b) => b.length - a.length)
  const letters = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index))
  return [...sorted, '\u2581', ...letters]
}
