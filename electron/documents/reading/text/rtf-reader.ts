import iconv from 'iconv-lite'
import { PageWriter } from '../page-writer.ts'
import type { Reader } from '../reader.ts'
import type { HtmlBlock } from '../web/html-blocks.ts'
import { writeBlocks } from '../web/write-blocks.ts'

/** Groups that hold no text of the document. */
const SILENT = new Set(
  'fonttbl colortbl stylesheet info pict object objdata themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl generator header headerl headerr headerf footer footerl footerr footerf fldinst xmlnstbl bkmkstart bkmkend filetbl revtbl'.split(
    ' ',
  ),
)
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
const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/giu

interface Group {
  readonly silent: boolean
  readonly hidden: boolean
  /** Signs to pass over after a character given by its number. */
  readonly spare: number
}

/** Rich Text Format 1.9.1. The groups are counted, not nested, so that their depth costs nothing. */
export const readRtf: Reader = async (input) => {
  const writer = new PageWriter('part')
  await writeBlocks(writer, rtfBlocks(Buffer.from(input.bytes).toString('latin1')), input.onPage)
  return writer.finish(null)
}

function* rtfBlocks(source: string): Generator<HtmlBlock> {
  const outer: Group[] = []
  let group: Group = { silent: false, hidden: false, spare: 1 }
  let encoding = 'windows-1252'
  let level: number | null = null
  let inTable = false
  let text = ''
  let hidden = ''
  let bytes: number[] = []
  let skip = 0
  const flush = () => {
    if (bytes.length > 0) put(iconv.decode(Buffer.from(bytes), encoding))
    bytes = []
  }
  const put = (piece: string) => {
    if (group.silent) return
    if (group.hidden) hidden += piece
    else text += piece
  }
  const block = (): HtmlBlock[] => {
    const line = text
      .trim()
      .replace(/ {2,}\| /gu, ' | ')
      .replace(/^(?:\|\s*)+|(?:\s*\|)+$/gu, '')
    const blocks: HtmlBlock[] = []
    if (line !== '')
      blocks.push(level === null ? { type: 'paragraph', text: line } : { type: 'heading', level, text: line })
    if (hidden.trim() !== '') blocks.push({ type: 'hidden', reason: 'marked-hidden', text: hidden })
    text = ''
    hidden = ''
    return blocks
  }
  for (TOKEN.lastIndex = 0; ;) {
    const token = TOKEN.exec(source)
    if (token === null) break
    const [, word, number, hex, sign, brace, plain] = token
    if (hex !== undefined) {
      if (skip > 0) skip -= 1
      else bytes.push(Number.parseInt(hex, 16))
      continue
    }
    flush()
    if (brace === '{') outer.push(group)
    else if (brace === '}') group = outer.pop() ?? group
    else if (plain !== undefined) {
      put(plain.slice(skip))
      skip = Math.max(0, skip - plain.length)
    } else if (sign !== undefined) {
      if (sign === '*') group = { ...group, silent: true }
      else put({ '~': ' ', _: '-', '-': '' }[sign] ?? sign)
    } else if (word !== undefined) {
      const value = number === undefined ? null : Number(number)
      if (word === 'bin') TOKEN.lastIndex = Math.min(source.length, TOKEN.lastIndex + Math.max(0, value ?? 0))
      else if (word === 'u' && value !== null) {
        put(String.fromCharCode(value & 0xffff))
        skip = group.spare
      } else if (word === 'uc') group = { ...group, spare: Math.min(10, value ?? 1) }
      else if (word === 'ansicpg' && iconv.encodingExists(`cp${value ?? 0}`)) encoding = `cp${value ?? 0}`
      else if (word === 'v') group = { ...group, hidden: value !== 0 }
      else if (word === 'outlinelevel') level = (value ?? 0) < 9 ? (value ?? 0) + 1 : null
      else if (word === 'pard') {
        level = null
        inTable = false
      } else if (word === 'intbl') inTable = true
      else if (word === 'par' && inTable) put(' ')
      else if (word === 'par' || word === 'row' || word === 'sect' || word === 'page') yield* block()
      else if (SILENT.has(word)) group = { ...group, silent: true }
      else put(SIGNS[word] ?? '')
    }
  }
  flush()
  yield* block()
}
