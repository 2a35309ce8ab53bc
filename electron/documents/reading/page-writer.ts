import type { DocumentText, Heading, HiddenText, Page, PageUnit } from '../../../shared/model/document.ts'
import {
  cleanLine,
  cleanText,
  countWords,
  GARBLED_SHARE,
  garbledShare,
  isPoorText,
  visibleLength,
} from './clean-text.ts'
import { READING_LIMITS } from './limits.ts'
import type { PictureFile } from './picture-file.ts'
import { remarksBeside, whyBeside } from './picture-words.ts'
import type { ReaderInput } from './reader.ts'
import { ownTitle } from './own-title.ts'
import { ReadingFault } from './reading-fault.ts'

const SAMPLE_CHARACTERS = 200

const BLANK_WHY: Readonly<Record<PageUnit, string>> = {
  page: 'This page is blank.',
  slide: 'There is no text on this slide.',
  sheet: 'There is nothing in this sheet.',
  chapter: 'There is no text in this chapter.',
  message: 'There is no text in this message.',
  part: 'There is no text here.',
}
const WHAT: Readonly<Record<PageUnit, string>> = {
  page: 'This page',
  slide: 'This slide',
  sheet: 'This sheet',
  chapter: 'This chapter',
  message: 'This message',
  part: 'This',
}
const RECOGNISE = 'no text in it can be read without recognising its letters.'
/** For pictures that are no files in the document, and for drawings. */
const SAVE_AS_PDF = 'Agate cannot recognise the letters in it as it is: save the document as a PDF and add that.'
const GARBLED_WHY = 'The characters of this page stand for nothing that can be read, so it is left out.'

/** Collects a document page by page, and gives every page its verdict. */
export class PageWriter {
  #unit: PageUnit
  #onPictures: ReaderInput['onPictures']
  /** A picture that is shown again says nothing new. */
  #shown = new Set<string>()
  #pages: Page[] = []
  #headings: Heading[] = []
  #characters = 0
  #page: OpenPage | null = null

  constructor(unit: PageUnit, onPictures?: ReaderInput['onPictures']) {
    this.#unit = unit
    this.#onPictures = onPictures
  }

  get count(): number {
    return this.#pages.length + (this.#page === null ? 0 : 1)
  }

  /** Ends the page before and begins the next. */
  begin(label: string): void {
    this.end()
    if (this.#pages.length >= READING_LIMITS.pages) throw new ReadingFault('too-many-pages', 'more pages than allowed')
    this.#page = {
      label: cleanLine(label),
      blocks: [],
      length: 0,
      hidden: new Map(),
      skipped: null,
      blank: null,
      pictures: false,
      files: [],
    }
  }

  rename(label: string): void {
    this.#open().label = cleanLine(label)
  }

  /** A paragraph, or a line of code: its white space stays. */
  paragraph(text: string): void {
    this.#add(cleanText(text).trimEnd(), null)
  }

  heading(text: string, level: number): void {
    this.#add(cleanLine(text), Math.min(6, Math.max(1, Math.trunc(level))))
  }

  /** Text that is not seen on the page. The sample is kept, the text itself only where `kept` says so by another call. */
  hidden(reason: HiddenText['reason'], text: string, kept = false): void {
    const { hidden } = this.#open()
    const key = `${reason} ${String(kept)}`
    const known = hidden.get(key)?.text ?? ''
    if (known.length < READING_LIMITS.pageCharacters) hidden.set(key, { reason, kept, text: `${known} ${text}` })
  }

  /** The page has no text for a reason of its own. */
  skip(why: string): void {
    this.#open().skipped = why
  }

  /** There is nothing of its own to read on the page, for this reason. */
  nothing(why: string): void {
    this.#open().blank = why
  }

  /**
   * The page shows a picture that may hold text, with how its author described it. Beside a text it counts only where it is a
   * file, and large.
   */
  picture(file: PictureFile | null = null, description: string | null = null): void {
    const page = this.#open()
    page.pictures = true
    if (file !== null && !page.files.some(({ name }) => name === file.name)) page.files.push(file)
    this.description(description)
  }

  /** Of a picture, for those who cannot see it. */
  description(text: string | null): void {
    if (text !== null) this.#add(cleanLine(`Picture: ${text}`), null, true)
  }

  end(): void {
    if (this.#page === null) return
    // What is said of its pictures is not what the page says.
    const own = this.#page.blocks.filter(({ describes }) => !describes)
    const poor = isPoorText(own.map(({ text }) => text).join('\n\n'))
    const blocks = own.length > 0 ? this.#page.blocks : []
    const files = this.#page.files.filter(({ name, large }) => poor || (large && !this.#shown.has(name)))
    for (const { name } of files) this.#shown.add(name)
    const number = this.#pages.length + 1
    const images = files.filter(({ kind }) => kind === 'image')
    const pictures = images.length > 0 || (this.#page.pictures && poor)
    const { page, headings } = closePage({ ...this.#page, blocks, files, pictures }, number, this.#unit)
    if (images.length > 0) this.#onPictures?.(number, images)
    this.#characters += page.text.length
    if (this.#characters > READING_LIMITS.characters) throw new ReadingFault('too-much-text', 'more text than allowed')
    this.#pages.push(page)
    this.#headings.push(...headings)
    this.#page = null
  }

  finish(title: string | null, remarks: readonly string[] = []): Omit<DocumentText, 'kind'> {
    this.end()
    return {
      unit: this.#unit,
      title: ownTitle(cleanLine(title ?? '')),
      pages: this.#pages,
      headings: this.#headings,
      remarks: [...remarks, ...remarksBeside(this.#pages.map(({ why }) => why))],
    }
  }

  #open(): OpenPage {
    if (this.#page === null) throw new Error('A page is written before it is begun')
    return this.#page
  }

  #add(text: string, level: number | null, describes = false): void {
    if (text.trim() === '') return
    const page = this.#open()
    page.length += text.length + 2
    if (page.length <= READING_LIMITS.pageCharacters) page.blocks.push({ text, level, describes })
    else page.skipped ??= 'This page holds more text than Agate takes from one page, so it is left out.'
  }
}

interface OpenPage {
  label: string
  readonly blocks: { readonly text: string; readonly level: number | null; readonly describes: boolean }[]
  length: number
  readonly hidden: Map<string, { reason: HiddenText['reason']; kept: boolean; text: string }>
  skipped: string | null
  blank: string | null
  pictures: boolean
  readonly files: PictureFile[]
}

function closePage(open: OpenPage, number: number, unit: PageUnit): { page: Page; headings: Heading[] } {
  const headings: Heading[] = []
  let text = ''
  for (const block of open.blocks) {
    if (text !== '') text += '\n\n'
    if (block.level !== null) {
      headings.push({ page: number, offset: text.length, level: block.level, text: block.text })
    }
    text += block.text
  }
  const { verdict, why } = judge(text, open, unit)
  const shown = verdict === 'read'
  const page: Page = {
    page: number,
    label: open.label,
    verdict,
    why,
    words: shown ? countWords(text) : 0,
    text: shown ? text : '',
    hidden: disclosures(open),
    pictures: open.pictures,
  }
  return { page, headings: shown ? headings : [] }
}

function judge(text: string, open: OpenPage, unit: PageUnit): Pick<Page, 'verdict' | 'why'> {
  if (open.skipped !== null) return { verdict: 'skipped', why: open.skipped }
  if (visibleLength(text) === 0) {
    return { verdict: 'no-text', why: open.blank ?? (open.pictures ? pictureWhy(open, unit) : BLANK_WHY[unit]) }
  }
  if (garbledShare(text) > GARBLED_SHARE) return { verdict: 'garbled', why: GARBLED_WHY }
  return { verdict: 'read', why: whyBeside(open.files) }
}

/** Letters are recognised on pages of PDFs and in image files; elsewhere a picture stays unread, and what would help is said. */
function pictureWhy({ files }: OpenPage, unit: PageUnit): string {
  const isLegible = unit === 'page' || files.some(({ kind }) => kind === 'image')
  return isLegible ? `${WHAT[unit]} is a picture; ${RECOGNISE}` : `${WHAT[unit]} is a picture. ${SAVE_AS_PDF}`
}

function disclosures({ hidden }: OpenPage): HiddenText[] {
  return [...hidden.values()].flatMap(({ reason, kept, text }) => {
    const line = cleanLine(text)
    const words = countWords(line)
    return words === 0 ? [] : [{ reason, kept, words, sample: line.slice(0, SAMPLE_CHARACTERS).toWellFormed() }]
  })
}
