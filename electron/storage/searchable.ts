/** Letters of scripts that are written without spaces between words, and Korean, where a word has many endings. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu

const WORD = /[\p{L}\p{N}\p{M}]+/gu

/**
 * The text as it is indexed and asked for: where words are not separated, each two neighbouring letters are one. Most Chinese
 * words have two, and a trigram index finds none of those.
 */
export function searchable(text: string): string {
  return text.replace(UNSPACED, (run) => ` ${pairsOf(run).join(' ')} `)
}

/**
 * The words as a query for FTS5 that finds passages with any of them; null when nothing can be asked for. Each is quoted, so none
 * is taken for a part of the query language.
 */
export function anyOf(words: readonly string[]): string | null {
  const terms = words.flatMap((word) => searchable(word.normalize('NFKC')).match(WORD) ?? [])
  if (terms.length === 0) return null
  return [...new Set(terms)].map((term) => `"${term}"`).join(' OR ')
}

function pairsOf(run: string): string[] {
  const letters = Array.from(run)
  if (letters.length < 2) return letters
  return letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`)
}
