import { type GgufCursor, GgufFault } from './gguf-cursor.ts'

/** The list of all words that a model knows. */
export const WORDS = 'tokenizer.ggml.tokens'

/** Four times as many as any model has, and ten times as much text: they are held in memory. */
const COUNT_MAX = 1 << 20
const BYTES_MAX = 64 << 20

/**
 * The different words among `count`, a character for each byte: two that are no UTF-8 must not become the same. As
 * llama.cpp has them: a word ends at a character 0, and an empty one gets a name of its own.
 */
export async function readWords(cursor: GgufCursor, count: number): Promise<Set<string>> {
  if (count > COUNT_MAX) throw new GgufFault('unsupported', `${count} words, more than ${COUNT_MAX}`)
  const words = new Set<string>()
  const start = cursor.position
  for (let index = 0; index < count; index += 1) {
    const text = (await cursor.textBytes(BYTES_MAX, 'a word')).toString('latin1')
    if (cursor.position - start > BYTES_MAX) throw new GgufFault('unsupported', `words of over ${BYTES_MAX} bytes`)
    const end = text.indexOf('\0')
    const word = end < 0 ? text : text.slice(0, end)
    words.add(word === '' ? `[EMPTY_${index}]` : word)
  }
  return words
}
