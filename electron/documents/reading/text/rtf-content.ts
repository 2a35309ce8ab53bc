import iconv from 'iconv-lite'
import { descriptionOf } from '../picture-words.ts'
import type { HtmlBlock } from '../web/html-blocks.ts'
import { raisedSign } from './raised.ts'
import { endsInHalf, rtfFonts } from './rtf-fonts.ts'
import { rtfPicture } from './rtf-picture.ts'

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

/** What the words of a group are. */
type Place =
  | 'text'
  | 'silent'
  | 'info'
  | 'title'
  | 'hidden'
  | 'deleted'
  | 'sign'
  | 'note'
  | 'comment'
  | 'edge'
  | 'picture'
  | 'frame'
  | 'property'
  | 'value'

const SILENT =
  'fonttbl colortbl stylesheet nonshppict objdata themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl generator fldinst xmlnstbl bkmkstart bkmkend filetbl revtbl shprslt atnid atnauthor atndate atnref'
const EDGES = 'header headerl headerr headerf footer footerl footerr footerf'
const PLACES: ReadonlyMap<string, Place> = new Map([
  ...SILENT.split(' ').map((word) => [word, 'silent'] as const),
  ...EDGES.split(' ').map((word) => [word, 'edge'] as const),
  ['info', 'info'],
  ['listtext', 'sign'],
  ['pntext', 'sign'],
  ['footnote', 'note'],
  ['annotation', 'comment'],
  // What is shown of them stands in a group inside.
  ['result', 'text'],
  ['sp', 'frame'],
  ['sn', 'property'],
  ['sv', 'value'],
])
const ASIDES: Readonly<Partial<Record<Place, string>>> = { note: 'Note', comment: 'Comment' }
/** Groups that older programs pass over, and that hold words of the text. */
const SHOWN = new Set(['shpinst', 'shptxt', 'annotation'])

const SIGNS: Readonly<Record<string, string>> = {
  line: '\n',
  tab: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  cell: ' | ',
}

interface Group {
  readonly place: Place
  /** What it would be if older programs did not pass over it. */
  readonly starred: Place | null
  readonly raised: boolean
  readonly encoding: string | null
  /** Signs to pass over after a character given by its number. */
  readonly spare: number
}

class RtfText implements RtfContent {
  readonly blocks: HtmlBlock[] = []
  readonly edges = new Set<string>()
  title = ''
  hasDeleted = false
  embedded = 0
  readonly #source: string
  readonly #fonts: ReadonlyMap<number, string>
  readonly #outer: Group[] = []
  #group: Group = { place: 'text', starred: null, raised: false, encoding: null, spare: 1 }
  #encoding = 'windows-1252'
  #level: number | null = null
  #inTable = false
  #listed = false
  #words: Partial<Record<Place, string>> = {}
  /** Notes and comments that wait for the end of the paragraph that they stand in. */
  #pending: string[] = []
  /** Where the picture begins that is open. */
  #pictureAt = 0
  #description: string | null = null
  #bytes: number[] = []
  #skip = 0

  constructor(source: string) {
    this.#source = source
    this.#fonts = rtfFonts(source)
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
    this.#block()
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
    if (place === 'sign') this.#listed ||= piece.trim() !== ''
    if (place === 'deleted') this.hasDeleted ||= piece.trim() !== ''
    const before = this.#words[place] ?? ''
    this.#words[place] = before + (raised ? raisedSign(before, piece) : '') + piece
  }

  #close(at: number): void {
    const { place } = this.#group
    this.#group = this.#outer.pop() ?? this.#group
    const what = ASIDES[place]
    if (place === this.#group.place) return
    if (what !== undefined) {
      const words = this.#taken(place)
      if (words !== '') this.#pending.push(`${what}: ${words}`)
    } else if (place === 'edge') {
      const words = this.#taken(place)
      if (/\p{L}/u.test(words)) this.edges.add(words)
    } else if (place === 'title') this.title = this.#taken(place)
    else if (place === 'picture') this.#closePicture(at)
    else if (place === 'value') this.#closeProperty()
  }

  #taken(place: Place): string {
    const words = (this.#words[place] ?? '').replace(/\s+/gu, ' ').trim()
    this.#words[place] = ''
    return words
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
    else if (!this.#format(word, value) && !this.#paragraph(word, value)) this.#put(SIGNS[word] ?? '')
    return 0
  }

  #enter(place: Place): void {
    if (this.#group.place !== 'silent' || this.#group.starred !== null) {
      this.#group = { ...this.#group, place, starred: null }
    }
  }

  /** Once more for older programs, a picture stands in a group that is silent. */
  #openPicture(at: number): void {
    if (this.#group.place === 'silent' && this.#group.starred === null) return
    this.#enter('picture')
    this.#pictureAt = at
    this.#description = null
  }

  #openObject(): void {
    this.#enter('frame')
    this.embedded += 1
  }

  #closePicture(end: number): void {
    const file = rtfPicture(this.#source, this.#pictureAt, end)
    this.blocks.push({ type: 'picture', file, description: this.#description })
  }

  #closeProperty(): void {
    const [property, value] = [this.#taken('property'), this.#taken('value')]
    if (property === 'wzDescription') this.#description = descriptionOf(value)
  }

  /** How letters are set. */
  #format(word: string, value: number | null): boolean {
    const on = value !== 0
    const set = (change: Partial<Group>) => void (this.#group = { ...this.#group, ...change })
    const isText = ['text', 'hidden', 'deleted'].includes(this.#group.place)
    if (word === 'uc') set({ spare: Math.min(10, value ?? 1) })
    else if (word === 'f') set({ encoding: this.#fonts.get(value ?? 0) ?? null })
    else if (word === 'super') set({ raised: on })
    else if (word === 'nosupersub') set({ raised: false })
    else if (word === 'plain') set({ raised: false, encoding: null })
    else if ((word === 'v' || word === 'deleted') && isText) {
      set({ place: on ? (word === 'v' ? 'hidden' : 'deleted') : 'text' })
    } else return false
    return true
  }

  #paragraph(word: string, value: number | null): boolean {
    const isEnd = word === 'par' || word === 'row' || word === 'sect' || word === 'page'
    const isText = ['text', 'hidden', 'deleted'].includes(this.#group.place)
    if (word === 'outlinelevel') this.#level = (value ?? 0) < 9 ? (value ?? 0) + 1 : null
    else if (word === 'pard') {
      if (isText) {
        this.#level = null
        this.#inTable = false
      }
    } else if (word === 'intbl') this.#inTable = true
    else if (isEnd && (!isText || (word === 'par' && this.#inTable))) this.#put(' ')
    else if (isEnd) this.#block()
    else return false
    return true
  }

  #block(): void {
    const line = (this.#words.text ?? '')
      .trim()
      .replace(/ {2,}\| /gu, ' | ')
      .replace(/^(?:\|\s*)+|(?:\s*\|)+$/gu, '')
    const hidden = this.#taken('hidden')
    const level = this.#level
    if (line !== '' && level !== null) this.blocks.push({ type: 'heading', level, text: line })
    else if (line !== '') this.blocks.push({ type: 'paragraph', text: this.#listed ? `• ${line}` : line })
    if (hidden !== '') this.blocks.push({ type: 'hidden', reason: 'marked-hidden', text: hidden })
    for (const text of this.#pending.splice(0)) this.blocks.push({ type: 'paragraph', text })
    this.#words.text = ''
    this.#listed = false
  }
}
