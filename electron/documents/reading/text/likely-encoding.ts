import { analyse } from 'chardet'
import iconv from 'iconv-lite'
import { strangeLetters } from './strange-letters.ts'

/** What statistics do not know or mix up: Turkish and the east of Europe, and how DOS and the Macintosh of before 2001 wrote. */
const OTHERS = [
  ...['windows-1252', 'windows-1250', 'iso-8859-2', 'windows-1254', 'windows-1251', 'koi8-r', 'koi8-u', 'cp866'],
  ...['cp850', 'cp437', 'macintosh', 'cp852', 'maccyrillic'],
]
/** Text in the wrong coding has so many signs where none stand, among all that is not ASCII (measured: 0.18 and more, against 0.11). */
const WRONG = 0.15
/** Text in the right one has next to none, and hardly a letter of another language. */
const RIGHT = 0.03
/** Less is no reason to look for another coding. */
const SLIGHT = 0.005
const BEYOND_ASCII = /[^\0-\u007f]/gu
const LETTERS = /(?![\0-\u007f])[\p{Ll}\p{Lu}\p{Lo}]/gu

/**
 * The likeliest encoding of text that does not name it: by statistics, unless what comes out has its signs in places where they do
 * not stand, as “fŸr” or “f\u0081r”, or letters that no language has together, as “þ” and “ü”, and another coding has neither.
 */
export function likelyEncoding(sample: Uint8Array): string {
  const known = analyse(sample).flatMap(({ name }) => (iconv.encodingExists(name) ? [superset(name)] : []))
  const guesses = known.map((encoding) => judged(sample, encoding))
  const guess = guesses.find(({ misplaced }) => misplaced < WRONG) ?? guesses[0] ?? judged(sample, 'windows-1252')
  if (guess.odd < SLIGHT) return guess.encoding
  const others = OTHERS.map((encoding) => judged(sample, encoding))
  const [best = guess] = [...others].sort((a, b) => a.odd - b.odd || b.letters - a.letters)
  return best.odd < RIGHT && best.odd * 4 < guess.odd ? best.encoding : guess.encoding
}

/** What calls itself Latin-1 is nearly always its superset of Windows, with real quotation marks. */
export function superset(encoding: string): string {
  const name = encoding.toLowerCase()
  if (name === 'iso-8859-1' || name === 'ascii' || name === 'us-ascii') return 'windows-1252'
  if (name === 'iso-8859-9') return 'windows-1254'
  if (name === 'gb2312' || name === 'gbk') return 'gb18030'
  return name
}

interface Judged {
  readonly encoding: string
  /**
   * Among all that is not ASCII: signs at words where none stand, capital letters after small ones, and what stands for nothing;
   * `odd`: with the letters of other languages.
   */
  readonly misplaced: number
  readonly odd: number
  /** How many letters are beyond ASCII: of two that fit, the one with fewer signs. */
  readonly letters: number
}

function judged(sample: Uint8Array, encoding: string): Judged {
  const text = iconv.decode(Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength), encoding)
  const all = text.match(BEYOND_ASCII)?.length ?? 0
  const letters = text.match(LETTERS)?.length ?? 0
  if (all === 0) return { encoding, misplaced: 0, odd: 0, letters }
  const misplaced = MISPLACED.reduce((sum, kind) => sum + (text.match(kind)?.length ?? 0), 0) / all
  return { encoding, misplaced, odd: misplaced + strangeLetters(text) / all, letters }
}

const OTHER_ALPHABET = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}]/u.source
const MISPLACED = [
  /[\ufffd\p{Co}\p{Cn}\u0080-\u009f]/gu,
  // What may stand right after a word, or, after that, right before one.
  /(?<=\p{L})(?![’‘”“»›…–—‐·°ªº®©™²³¹\u00a0])[^\0-\u007f\p{L}\p{M}\p{N}\s](?!\p{L})/gu,
  /(?<!\p{L})(?![’‘”“„‚«‹»›…–—‐·•¿¡§©£€\u00a0])[^\0-\u007f\p{L}\p{M}\p{N}\s](?=\p{L})/gu,
  /(?<=\p{L})(?![’…–—‐·\u00a0])[^\0-\u007f\p{L}\p{M}\p{N}\s](?=\p{L})/gu,
  /(?<=\p{Ll})(?![\0-\u007f])\p{Lu}/gu,
  // Letters of another alphabet inside a word of Latin ones.
  new RegExp(`(?<=[a-z])${OTHER_ALPHABET}|${OTHER_ALPHABET}(?=[a-z])`, 'giu'),
  /(?<=[a-z])[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}](?=[a-z])/gu,
]
