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
/** Letters are recognised on pages of PDFs and in image files; elsewhere a picture stays unread, and what would help is said. */
const SAVE_AS_PDF = 'Agate recognises letters in PDFs and image files only: save the document as a PDF and add that.'
const PICTURE_WHY: Readonly<Record<PageUnit, string>> = {
  page: 'This page is a picture; no text in it can be read without recognising its letters.',
  slide: `This slide is a picture. ${SAVE_AS_PDF}`,
  sheet: `This sheet is a picture. ${SAVE_AS_PDF}`,
  chapter: `This chapter is a picture. ${SAVE_AS_PDF}`,
  message: `This message is a picture. ${SAVE_AS_PDF}`,
  part: `This is a picture. ${SAVE_AS_PDF}`,
}
const GARBLED_WHY = 'The characters of this page stand for nothing that can be read, so it is left out.'

/** Collects a document page by page, and gives every page its verdict. */
export class PageWriter {
  #unit: PageUnit
  #pages: Page[] = []
  #headings: Heading[] = []
  #characters = 0
  #page: OpenPage | null = null

  constructor(unit: PageUnit) {
    this.#unit = unit
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

  /** The page shows a picture that may hold text; it counts where there is little other. */
  picture(): void {
    this.#open().pictures = true
  }

  end(): void {
    if (this.#page === null) return
    const { page, headings } = closePage(this.#page, this.#pages.length + 1, this.#unit)
    this.#characters += page.text.length
    if (this.#characters > READING_LIMITS.characters) throw new ReadingFault('too-much-text', 'more text than allowed')
    this.#pages.push(page)
    this.#headings.push(...headings)
    this.#page = null
  }

  finish(title: string | null, remarks: readonly string[] = []): Omit<DocumentText, 'kind'> {
    this.end()
    const named = cleanLine(title ?? '')
    return {
      unit: this.#unit,
      title: named === '' ? null : named,
      pages: this.#pages,
      headings: this.#headings,
      remarks: [...remarks],
    }
  }

  #open(): OpenPage {
    if (this.#page === null) throw new Error('A page is written before it is begun')
    return this.#page
  }

  #add(text: string, level: number | null): void {
    if (text.trim() === '') return
    const page = this.#open()
    page.length += text.length + 2
    if (page.length <= READING_LIMITS.pageCharacters) page.blocks.push({ text, level })
    else page.skipped ??= 'This page holds more text than Agate takes from one page, so it is left out.'
  }
}

interface OpenPage {
  label: string
  readonly blocks: { readonly text: string; readonly level: number | null }[]
  length: number
  readonly hidden: Map<string, { reason: HiddenText['reason']; kept: boolean; text: string }>
  skipped: string | null
  blank: string | null
  pictures: boolean
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
    pictures: open.pictures && isPoorText(text),
  }
  return { page, headings: shown ? headings : [] }
}

function judge(text: string, { skipped, blank, pictures }: OpenPage, unit: PageUnit): Pick<Page, 'verdict' | 'why'> {
  if (skipped !== null) return { verdict: 'skipped', why: skipped }
  if (visibleLength(text) === 0) {
    return { verdict: 'no-text', why: blank ?? (pictures ? PICTURE_WHY : BLANK_WHY)[unit] }
  }
  if (garbledShare(text) > GARBLED_SHARE) return { verdict: 'garbled', why: GARBLED_WHY }
  return { verdict: 'read', why: null }
}

function disclosures({ hidden }: OpenPage): HiddenText[] {
  return [...hidden.values()].flatMap(({ reason, kept, text }) => {
    const line = cleanLine(text)
    const words = countWords(line)
    return words === 0 ? [] : [{ reason, kept, words, sample: line.slice(0, SAMPLE_CHARACTERS).toWellFormed() }]
  })
}
