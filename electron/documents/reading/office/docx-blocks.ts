import { walkXml, type XmlElement } from '../archive/walk-xml.ts'
import type { PictureFile } from '../picture-file.ts'
import { descriptionOf } from '../picture-words.ts'
import { raisedSign } from '../text/raised.ts'
import type { HtmlBlock } from '../web/html-blocks.ts'
import { NO_LIST, type ParagraphStyle } from './docx-styles.ts'

/** In half points. */
const TINY_SIZE = 4

interface Run {
  hidden: boolean
  tiny: boolean
  raised: boolean
}

export interface DocxTools {
  readonly styleOf: (id: string) => ParagraphStyle
  /** By the id of a relationship. */
  readonly pictureOf: (id: string) => PictureFile
}

export interface DocxContent {
  readonly blocks: HtmlBlock[]
  /** Words that were deleted, or moved away, while changes were tracked. */
  readonly hasDeleted: boolean
}

/** The paragraphs of a WordprocessingML part (ECMA-376, part 1, 17), with tables as one line for each row. */
export function docxBlocks(part: Uint8Array, tools: DocxTools): DocxContent {
  const reader = new DocxBlocks(tools)
  walkXml(part, reader)
  return reader
}

const DELETED = new Set(['del', 'moveFrom'])

class DocxBlocks {
  readonly blocks: HtmlBlock[] = []
  hasDeleted = false
  #tools: DocxTools
  /** Who wrote a comment, until its first words come. */
  #author = ''
  #text = ''
  #level: number | null = null
  #listed = false
  #run: Run = { hidden: false, tiny: false, raised: false }
  #rows: string[][] = []
  /** Text of a box is drawn twice, for old and for new programs. */
  #fallback = 0
  #deleted = 0
  /** Of the drawing that is open. */
  #description: string | null = null

  constructor(tools: DocxTools) {
    this.#tools = tools
  }

  open(element: XmlElement, path: readonly string[]): void {
    switch (element.name) {
      case 'Fallback':
        this.#fallback += 1
        return
      case 'del':
      case 'moveFrom':
        if (isStretch(path)) this.#deleted += 1
        return
      case 'comment':
        this.#author = element.attribute('author') ?? ''
        return
      case 'p':
        if (path.at(-2) === 'txbxContent') this.#flush()
        this.#level = null
        this.#listed = false
        return
      case 'r':
        this.#run = { hidden: false, tiny: false, raised: false }
        return
      case 'tr':
        this.#rows.push([])
        return
      case 'tc':
        this.#rows.at(-1)?.push('')
        return
      case 'tab':
        if (path.at(-2) === 'r') this.#text += '\t'
        return
      case 'br':
      case 'cr':
        this.#text += '\n'
        return
      case 'docPr':
        this.#description = descriptionOf(element.attribute('descr'))
        return
      case 'blip':
      case 'imagedata':
        if (this.#fallback === 0 && this.#deleted === 0) {
          const id = element.attribute('embed') ?? element.attribute('id') ?? ''
          this.blocks.push({ type: 'picture', file: this.#tools.pictureOf(id), description: this.#description })
          this.#description = null
        }
        return
      case 'noBreakHyphen':
        this.#text += '-'
        return
      default:
        this.#property(element, path)
    }
  }

  text(text: string, path: readonly string[]): void {
    if (this.#deleted > 0 && text.trim() !== '') this.hasDeleted = true
    if (path.at(-1) !== 't' || this.#fallback > 0 || this.#deleted > 0) return
    if (this.#run.hidden) this.blocks.push({ type: 'hidden', reason: 'marked-hidden', text })
    else if (this.#run.tiny) this.blocks.push({ type: 'hidden', reason: 'tiny', text })
    else this.#text += (this.#run.raised ? raisedSign(this.#text, text) : '') + text
  }

  close(name: string, path: readonly string[]): void {
    if (name === 'Fallback') this.#fallback -= 1
    else if (DELETED.has(name) && isStretch(path)) this.#deleted -= 1
    else if (name === 'drawing') this.#describe()
    else if (name === 'p') this.#flush()
    else if (name === 'tr') this.#closeRow()
  }

  #property(element: XmlElement, path: readonly string[]): void {
    const parent = path.at(-2)
    const value = element.attribute('val')
    const on = value === undefined || !/^(?:0|false|off)$/iu.test(value)
    if (parent === 'pPr') {
      if (element.name === 'pStyle') {
        const { level, listed } = this.#tools.styleOf(value ?? '')
        this.#level = level ?? this.#level
        this.#listed = listed
      }
      if (element.name === 'outlineLvl') this.#level = Number(value) < 9 ? Number(value) + 1 : null
      if (element.name === 'numPr') this.#listed = true
    } else if (parent === 'numPr') {
      if (element.name === 'numId') this.#listed = value !== NO_LIST
    } else if (parent === 'rPr' && path.at(-3) === 'r') {
      if (element.name === 'vanish' && on) this.#run.hidden = true
      // A power is no digit of the number before it.
      if (element.name === 'vertAlign') this.#run.raised = value === 'superscript'
      if (element.name === 'sz' && Number(value) < TINY_SIZE) this.#run.tiny = true
    }
  }

  /** A drawing without a picture: a chart or a shape. */
  #describe(): void {
    if (this.#description !== null && this.#fallback === 0 && this.#deleted === 0) {
      this.blocks.push({ type: 'description', text: this.#description })
    }
    this.#description = null
  }

  #flush(): void {
    const words = this.#text.trim()
    this.#text = ''
    if (words === '') return
    const text = this.#author === '' ? words : `${this.#author}: ${words}`
    this.#author = ''
    const row = this.#rows.at(-1)
    const cell = row === undefined ? undefined : row.length - 1
    if (row !== undefined && cell !== undefined && cell >= 0) {
      row[cell] = [row[cell] ?? '', text].filter((part) => part !== '').join(' ')
    } else if (this.#level !== null) this.blocks.push({ type: 'heading', level: this.#level, text })
    else this.blocks.push({ type: 'paragraph', text: this.#listed ? `• ${text}` : text })
  }

  #closeRow(): void {
    const cells = this.#rows.pop() ?? []
    const text = cells.join(' | ')
    if (cells.every((cell) => cell === '')) return
    const outer = this.#rows.at(-1)
    // A table inside a cell is part of what that cell says.
    if (outer !== undefined && outer.length > 0) outer[outer.length - 1] = `${outer.at(-1) ?? ''} ${text}`.trim()
    else this.blocks.push({ type: 'paragraph', text })
  }
}

/** Not the mark of a paragraph or of a row that is deleted, which holds nothing. */
function isStretch(path: readonly string[]): boolean {
  return path.at(-2) !== 'rPr' && path.at(-2) !== 'trPr'
}
