import { analyse } from 'chardet'
import iconv from 'iconv-lite'

/** What statistics do not know: how DOS and the Macintosh of before 2001 wrote. */
const OLD = ['cp866', 'cp850', 'cp437', 'macintosh', 'cp852']
/** Text in the wrong coding has so many signs where none stand, among all that is not ASCII (measured: 0.18 and more, against 0.11). */
const WRONG = 0.15
/** Text in the right one has next to none. */
const RIGHT = 0.03
const BEYOND_ASCII = /[^\0-\u007f]/gu

/**
 * The likeliest encoding of text that does not name it: by statistics, unless what comes out has its signs in places where they do
 * not stand, as “fŸr” or “f\u0081r”, and an older coding puts letters there.
 */
export function likelyEncoding(sample: Uint8Array): string {
  const known = analyse(sample).flatMap(({ name }) => (iconv.encodingExists(name) ? [superset(name)] : []))
  const guesses = known.map((encoding) => ({ encoding, misplaced: misplacedShare(sample, encoding) }))
  const guess = guesses.find(({ misplaced }) => misplaced < WRONG)
  if (guess !== undefined) return guess.encoding
  const old = OLD.map((encoding) => ({ encoding, misplaced: misplacedShare(sample, encoding) }))
  const [best] = [...old].sort((a, b) => a.misplaced - b.misplaced)
  const first = guesses[0]?.encoding ?? 'windows-1252'
  return best !== undefined && best.misplaced < RIGHT ? best.encoding : first
}

/** What calls itself Latin-1 is nearly always its superset of Windows, with real quotation marks. */
export function superset(encoding: string): string {
  const name = encoding.toLowerCase()
  if (name === 'iso-8859-1' || name === 'ascii' || name === 'us-ascii') return 'windows-1252'
  if (name === 'gb2312' || name === 'gbk') return 'gb18030'
  return name
}

/** Signs at words where none stand, capital letters after small ones, and what stands for nothing, among all that is not ASCII. */
function misplacedShare(sample: Uint8Array, encoding: string): number {
  const text = iconv.decode(Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength), encoding)
  const all = text.match(BEYOND_ASCII)?.length ?? 0
  const misplaced = MISPLACED.reduce((sum, kind) => sum + (text.match(kind)?.length ?? 0), 0)
  return all === 0 ? 0 : misplaced / all
}

const MISPLACED = [
  /[\ufffd\p{Co}\p{Cn}\u0080-\u009f]/gu,
  // What may stand right after a word, or, after that, right before one.
  /(?<=\p{L})(?![’‘”“»›…–—‐·°ªº®©™²³¹\u00a0])[^\0-\u007f\p{L}\p{M}\p{N}\s](?!\p{L})/gu,
  /(?<!\p{L})(?![’‘”“„‚«‹»›…–—‐·•¿¡§©£€\u00a0])[^\0-\u007f\p{L}\p{M}\p{N}\s](?=\p{L})/gu,
  /(?<=\p{L})(?![’…–—‐·\u00a0])[^\0-\u007f\p{L}\p{M}\p{N}\s](?=\p{L})/gu,
  /(?<=\p{Ll})(?![\0-\u007f])\p{Lu}/gu,
  /(?<=[a-z])[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}](?=[a-z])/gu,
]
