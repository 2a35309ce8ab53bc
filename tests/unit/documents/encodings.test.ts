import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeNamed, decodeText } from '../../../electron/documents/reading/text/decode-text.ts'
import { DECLARATION } from '../../support/documents/declaration.ts'

type Language = keyof typeof DECLARATION

const WEST = ['de', 'fr', 'es', 'it', 'pt', 'sv', 'da', 'no', 'fi', 'is'] as const
const CENTRE = ['cs', 'sk', 'pl', 'hu', 'ro', 'hr'] as const
const CYRILLIC = ['ru', 'uk', 'bg'] as const
/** Two short sentences in each are enough; where a language is missing, its few letters fit other codings as well. */
const CODINGS: Readonly<Record<string, readonly Language[]>> = {
  'windows-1252': WEST,
  cp850: WEST.filter((language) => language !== 'it'),
  cp437: ['de', 'fr', 'es', 'sv', 'fi'],
  macintosh: ['fr', 'pt', 'sv', 'da'],
  'windows-1250': CENTRE,
  'iso-8859-2': CENTRE,
  cp852: CENTRE,
  'windows-1254': ['tr'],
  'iso-8859-9': ['tr'],
  'windows-1251': CYRILLIC,
  maccyrillic: CYRILLIC,
  cp866: ['ru', 'bg'],
  'koi8-r': ['ru', 'bg'],
  'koi8-u': CYRILLIC,
  'iso-8859-5': CYRILLIC,
  'windows-1253': ['el'],
  'iso-8859-7': ['el'],
  'windows-1255': ['he'],
  'windows-1256': ['ar'],
  shift_jis: ['ja'],
  'euc-jp': ['ja'],
  'euc-kr': ['ko'],
  gb18030: ['zh'],
}
const EACH = Object.entries(CODINGS).flatMap(([encoding, languages]) =>
  languages.map((language) => [language, encoding, DECLARATION[language]] as const),
)

describe('The coding of a text that does not name it', () => {
  it.each(EACH)('is known by its letters, in %s and %s', (_language, encoding, text) => {
    expect(decodeText(iconv.encode(text, encoding))).toMatchObject({ text, guessed: true })
  })

  it.each(EACH)('is known in a long text, in %s and %s', (_language, encoding, text) => {
    const long = `${text}\n`.repeat(40)
    expect(decodeText(iconv.encode(long, encoding)).text).toBe(long)
  })

  it('is that of most letters where names of other languages stand between them', () => {
    const text = `${DECLARATION.de} So schreiben es Þóra, Françoise und Señora Núñez in Malmö. `.repeat(3)
    expect(decodeText(iconv.encode(text, 'windows-1252')).text).toBe(text)
  })
})

describe('A text that calls itself ISO 8859-9', () => {
  it('has the quotation marks of Windows', () => {
    expect(decodeNamed(iconv.encode('“İyi” dedi.', 'windows-1254'), 'iso-8859-9').text).toBe('“İyi” dedi.')
  })
})
