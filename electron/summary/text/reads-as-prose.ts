const WORD = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu
/** Names of constants and abbreviations make no sentence. */
const CONSTANT = /^\p{Lu}{2,}$/u
/** With fewer words something is a title, a row of a table, or the header of a page. */
const WORDS_MIN = 5
/** Letters of a sentence without spaces that are as much. */
const UNSPACED_MIN = 10
/** Of the words of a sentence begin with a small letter, in German too; of the names in a list none do. */
const SMALL_SHARE = 0.4
/** Of what is no white space are letters and what belongs to sentences; code, addresses and numbers have less. */
const LETTERS_SHARE = 0.82
const BELONGS = /[\p{L}\p{M}.,;:!?'’"“”„«»()-]/gu
const ADDRESS = /(?:\b[a-z][a-z0-9+.-]{1,9}:\/\/|\bwww\.)\S+/giu
/** Of the words of a sentence in a script that has small and capital letters. */
const CASED = /^(?:\p{Lu}|\p{Ll})/u

/** Whether a text is worded like a sentence that can be read by itself: no title, row, code, address or list of names. */
export function readsAsProse(text: string): boolean {
  const plain = text.replace(ADDRESS, ' ')
  const unspaced = plain.match(UNSPACED)?.length ?? 0
  const words = (plain.match(WORD) ?? []).filter((word) => !CONSTANT.test(word))
  if (unspaced < UNSPACED_MIN && words.length < WORDS_MIN) return false
  const signs = text.replace(/\s/gu, '')
  if ((plain.match(BELONGS)?.length ?? 0) < LETTERS_SHARE * signs.length) return false
  const cased = words.filter((word) => CASED.test(word))
  return cased.filter((word) => /^\p{Ll}/u.test(word)).length >= SMALL_SHARE * cased.length
}
