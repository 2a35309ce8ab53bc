import iconv from 'iconv-lite'
import type { HtmlBlock } from '../web/html-blocks.ts'
import { endsInHalf, rtfFonts } from './rtf-fonts.ts'
import { type Group, isInText, isShut, OUTERMOST, withLetters } from './rtf-group.ts'
import { RtfParagraphs } from './rtf-paragraphs.ts'
import { RtfPictures } from './rtf-pictures.ts'
import { type Place, PLACES, SHOWN } from './rtf-place.ts'
import { RtfWords } from './rtf-words.ts'

export interface RtfContent {
  readonly blocks: readonly HtmlBlock[]
  readonly title: string
  /** What stands at the top and the bottom of the pages, each once. */
  readonly edges: ReadonlySet<string>
  readonly hasDeleted: boolean
  /** Files of other programs, of which only their picture is shown. */
  readonly embedded: number
}

/** The groups are counted, not nested, so that their depth costs nothing. */
export function rtfContent(source: string): RtfContent {
  const content = new RtfText(source)
  for (TOKEN.lastIndex = 0; ;) {
    const token = TOKEN.exec(source)
    if (token === null) break
    TOKEN.lastIndex = Math.min(source.length, TOKEN.lastIndex + content.take(token))
  }
  content.end()
  return content
}

const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/giu

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['line', '\n'],
  ['tab', '\t'],
  ['emdash', '—'],
  ['endash', '–'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
  ['cell', ' | '],
])
const ASIDES: Readonly<Partial<Record<Place, string>>> = { note: 'Note', comment: 'Comment' }

class RtfText implements RtfContent {
  readonly edges = new Set<string>()
  title = ''
  hasDeleted = false
  embedded = 0
  readonly #fonts: ReadonlyMap<number, string>
  readonly #pictures: RtfPictures
  readonly #words = new RtfWords()
  readonly #paragraphs = new RtfParagraphs(this.#words)
  readonly #outer: Group[] = []
  #group = OUTERMOST
  #encoding = 'windows-1252'
  #bytes: number[] = []
  #skip = 0

  constructor(source: string) {
    this.#fonts = rtfFonts(source)
    this.#pictures = new RtfPictures(source)
  }

  get blocks(): HtmlBlock[] {
    return this.#paragraphs.blocks
  }

  /** Returns how much of the source after it is to be passed over. */
  take(token: RegExpExecArray): number {
    const [, word, number, hex, sign, brace, plain] = token
    if (hex !== undefined) {
      if (this.#skip > 0) this.#skip -= 1
      else this.#bytes.push(Number.parseInt(hex, 16))
      return 0
    }
    let rest = plain ?? ''
    if (rest !== '' && endsInHalf(this.#bytes, this.#coding())) {
      this.#bytes.push(rest.charCodeAt(0))
      rest = rest.slice(1)
    }
    this.#flush()
    if (brace === '{') this.#outer.push(this.#group)
    else if (brace === '}') this.#close(token.index)
    else if (rest !== '') {
      this.#put(rest.slice(this.#skip))
      this.#skip = Math.max(0, this.#skip - rest.length)
    } else if (sign === '*') this.#group = { ...this.#group, place: 'silent', starred: this.#group.place }
    else if (sign !== undefined) this.#put({ '~': ' ', _: '-', '-': '' }[sign] ?? sign)
    else if (word !== undefined) return this.#control(word, number === undefined ? null : Number(number), token.index)
    return 0
  }

  end(): void {
    this.#flush()
    this.#paragraphs.end()
  }

  #coding(): string {
    return this.#group.encoding ?? this.#encoding
  }

  #flush(): void {
    if (this.#bytes.length > 0) this.#put(iconv.decode(Buffer.from(this.#bytes), this.#coding()))
    this.#bytes = []
  }

  #put(piece: string): void {
    const { place, raised } = this.#group
    if (place === 'picture') return
    if (place === 'sign' && piece.trim() !== '') this.#paragraphs.list()
    if (place === 'deleted') this.hasDeleted ||= piece.trim() !== ''
    this.#words.put(place, piece, raised)
  }

  #close(at: number): void {
    const { place } = this.#group
    this.#group = this.#outer.pop() ?? this.#group
    if (place === this.#group.place) return
    const what = ASIDES[place]
    if (what !== undefined) {
      const words = this.#words.taken(place)
      if (words !== '') this.#paragraphs.addAside(`${what}: ${words}`)
    } else if (place === 'edge') {
      const words = this.#words.taken(place)
      if (/\p{L}/u.test(words)) this.edges.add(words)
    } else if (place === 'title') this.title = this.#words.taken(place)
    else if (place === 'picture') this.blocks.push(this.#pictures.closed(at))
    else if (place === 'value') this.#pictures.describe(this.#words.taken('property'), this.#words.taken('value'))
  }

  #control(word: string, value: number | null, at: number): number {
    const group = this.#group
    if (word === 'bin') return Math.max(0, value ?? 0)
    if (word === 'u' && value !== null) {
      this.#put(String.fromCharCode(value & 0xffff))
      this.#skip = group.spare
    } else if (word === 'ansicpg' && iconv.encodingExists(`cp${value ?? 0}`)) this.#encoding = `cp${value ?? 0}`
    else if (word === 'pict') this.#openPicture(at)
    else if (word === 'object') this.#openObject()
    else if (SHOWN.has(word) && group.starred !== null) this.#enter(PLACES.get(word) ?? group.starred)
    else if (PLACES.has(word)) this.#enter(PLACES.get(word) ?? 'silent')
    else if (word === 'title' && group.place === 'info') this.#enter('title')
    else this.#set(word, value)
    return 0
  }

  #enter(place: Place): void {
    if (!isShut(this.#group)) this.#group = { ...this.#group, place, starred: null }
  }

  /** Once more for older programs, a picture stands in a group that is silent. */
  #openPicture(at: number): void {
    if (isShut(this.#group)) return
    this.#enter('picture')
    this.#pictures.open(at)
  }

  #openObject(): void {
    this.#enter('frame')
    this.embedded += 1
  }

  #set(word: string, value: number | null): void {
    const letters = withLetters(this.#group, word, value, this.#fonts)
    if (letters !== null) this.#group = letters
    else this.#put(this.#paragraphs.take(word, value, isInText(this.#group)) ?? SIGNS.get(word) ?? '')
  }
}
