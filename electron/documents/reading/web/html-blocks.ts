import { Parser } from 'htmlparser2'
import { READING_LIMITS } from '../limits.ts'
import { ReadingFault } from '../reading-fault.ts'
import type { HiddenText } from '../../../../shared/model/document.ts'
import { LARGE, type PictureFile } from '../picture-file.ts'
import { descriptionOf } from '../picture-words.ts'
import { linkedPicture } from './linked-picture.ts'
import { raisedSign } from '../text/raised.ts'

export type HtmlBlock =
  | { readonly type: 'heading'; readonly level: number; readonly text: string; readonly navigation?: boolean }
  | { readonly type: 'paragraph'; readonly text: string; readonly navigation?: boolean }
  | { readonly type: 'picture'; readonly file: PictureFile; readonly description: string | null }
  /** Of a chart or a shape, which is no picture. */
  | { readonly type: 'description'; readonly text: string }
  | { readonly type: 'hidden'; readonly reason: HiddenText['reason']; readonly text: string }

export interface HtmlContent {
  readonly title: string | null
  readonly blocks: readonly HtmlBlock[]
}

/** What a browser does not show either, and nobody hid. */
const UNSEEN = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  // What a drawing or a formula says beside what it shows.
  'desc',
  'metadata',
  'defs',
  'annotation',
  'annotation-xml',
  'iframe',
  'object',
  'select',
  // How a word is pronounced, which stands above it.
  'rt',
  'rp',
  'textarea',
  'canvas',
  'audio',
  'video',
])
const BLOCKS = new Set(
  'address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody tfoot thead title tr ul'.split(
    ' ',
  ),
)
/** Elements that have no end, and so never count as open. */
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))

/** By the address that the page gives it. */
export type PictureOf = (address: string) => PictureFile

/** The text of a page in its order, without running, fetching or building anything. */
export function htmlBlocks(html: string, pictureOf: PictureOf = linkedPicture): HtmlContent {
  const reader = new BlockReader(pictureOf)
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      ontext: (text) => reader.text(text),
      onclosetag: (name) => reader.close(name),
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(html)
  parser.end()
  return reader.finish()
}

/** Around a footer: then it belongs to a text, and not to the site. */
const TEXTS = new Set(['article', 'main', 'section', 'blockquote'])

interface OpenElement {
  readonly name: string
  readonly hides: HiddenText['reason'] | 'unseen' | null
  readonly navigates: boolean
}

class BlockReader {
  #pictureOf: PictureOf
  #blocks: HtmlBlock[] = []
  #text = ''
  #title = ''
  #open: OpenElement[] = []
  #hiding = 0
  #navigating = 0
  #raised = false
  #hidden = ''
  #pre = 0
  #level: number | null = null
  #cells = 0

  constructor(pictureOf: PictureOf) {
    this.#pictureOf = pictureOf
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'br' && this.#level !== null) this.#text += ' '
    else if (BLOCKS.has(name)) this.#flush()
    const address = pictureAddress(name, attributes)
    if (address !== null && this.#hiding === 0) this.#picture(address, attributes)
    if (VOID.has(name)) return
    if (this.#open.length >= READING_LIMITS.xml.depth * 20) throw new ReadingFault('dangerous', 'HTML nested too deep')
    const hides = UNSEEN.has(name) ? 'unseen' : hidingReason(attributes)
    const navigates = this.#isNavigation(name, attributes)
    this.#open.push({ name, hides, navigates })
    if (hides !== null) this.#hiding += 1
    if (navigates) this.#navigating += 1
    this.#raised ||= name === 'sup' || (attributes['epub:type'] ?? attributes.role ?? '').includes('noteref')
    if (name === 'pre') this.#pre += 1
    if (/^h[1-6]$/u.test(name)) this.#level = Number(name[1])
    if (name === 'tr') this.#cells = 0
    if (name === 'td' || name === 'th') {
      if (this.#cells > 0) this.#text += ' | '
      this.#cells += 1
    }
    if (name === 'li') this.#text += '• '
  }

  text(text: string): void {
    if (this.#open.at(-1)?.name === 'title') this.#title += this.#isIn('svg') ? '' : text
    else if (this.#hiding === 0) {
      if (this.#raised) this.#text += raisedSign(this.#text, text)
      this.#raised &&= text.trim() === ''
      this.#text += text
    } else if (!this.#open.some(({ hides }) => hides === 'unseen')) this.#hidden += text
  }

  close(name: string): void {
    if (VOID.has(name)) return
    if (BLOCKS.has(name)) this.#flush()
    const closed = this.#open.pop()
    if (name === 'pre') this.#pre -= 1
    if (/^h[1-6]$/u.test(name)) this.#level = null
    if (closed?.navigates === true) this.#navigating -= 1
    if (closed === undefined || closed.hides === null) return
    this.#hiding -= 1
    if (closed.hides !== 'unseen' && this.#hidden.trim() !== '') {
      this.#blocks.push({ type: 'hidden', reason: closed.hides, text: this.#hidden })
      this.#hidden = ''
    }
  }

  finish(): HtmlContent {
    this.#flush()
    return { title: this.#title.trim() === '' ? null : this.#title, blocks: this.#blocks }
  }

  #picture(address: string, attributes: Readonly<Record<string, string>>): void {
    const file = this.#pictureOf(address)
    const { alt } = attributes
    const description = descriptionOf(alt)
    const inSentence = this.#text.trim() !== ''
    // Signs, as a smile, are part of the sentence.
    if (inSentence || description === null)
      this.#text += description === null ? sign(alt) : ` (Picture: ${description}) `
    // What is described as nothing is an ornament, as far as it can be told without seeing it.
    const isOrnament = isSmall(attributes) || (file.kind === 'outside' && alt === '')
    const large = file.large && !isOrnament
    this.#blocks.push({ type: 'picture', file: { ...file, large }, description: inSentence ? null : description })
  }

  #isIn(name: string): boolean {
    return this.#open.some((element) => element.name === name)
  }

  #flush(): void {
    const text = this.#pre > 0 ? this.#text.replace(/^\n+|\s+$/gu, '') : this.#text.replace(/\s+/gu, ' ').trim()
    this.#text = ''
    if (/^[\s|•]*$/u.test(text)) return
    const navigation = this.#navigating > 0
    this.#blocks.push(
      this.#level === null
        ? { type: 'paragraph', text, navigation }
        : { type: 'heading', level: this.#level, text, navigation },
    )
  }

  #isNavigation(name: string, { role }: Readonly<Record<string, string>>): boolean {
    if (!BLOCKS.has(name)) return false
    if (name === 'nav' || name === 'menu' || role === 'navigation') return true
    return (name === 'footer' || role === 'contentinfo') && !this.#open.some((element) => TEXTS.has(element.name))
  }
}

/** Null where it is no picture. The cover of an e-book is often one inside a drawing. */
function pictureAddress(name: string, attributes: Readonly<Record<string, string>>): string | null {
  if (name === 'img') return isSpacer(attributes) ? null : (attributes.src ?? '')
  return name === 'image' ? (attributes['xlink:href'] ?? attributes.href ?? null) : null
}

/** What stands for a picture and is no word. */
function sign(alt = ''): string {
  return /[\p{L}\p{N}]/u.test(alt) ? '' : alt
}

function isSmall({ width, height }: Readonly<Record<string, string>>): boolean {
  // A share of the page is no number of pixels.
  const [across, down] = [width, height].map((size) => Number(/^(\d+)(?:px)?$/u.exec(size ?? '')?.[1] ?? Infinity))
  return (across ?? Infinity) < LARGE.width || (down ?? Infinity) < LARGE.height
}

/** Nothing to see: it pushes something aside, or tells its owner who reads. */
function isSpacer({ width, height }: Readonly<Record<string, string>>): boolean {
  return [width, height].some((size) => /^[0-2](?:px)?$/u.test(size ?? ''))
}

function hidingReason(attributes: Readonly<Record<string, string>>): HiddenText['reason'] | null {
  const style = (attributes.style ?? '').toLowerCase().replace(/\s+/gu, '')
  if (Object.hasOwn(attributes, 'hidden')) return 'marked-hidden'
  if (/display:none|visibility:hidden|opacity:0(?:\.0+)?(?:;|$)/u.test(style)) return 'marked-hidden'
  return /font-size:[01](?:\.\d+)?(?:px|pt)?(?:;|$)/u.test(style) ? 'tiny' : null
}

/** Text that leads through a site or a book, and says nothing of its own. */
export function isNavigation(block: HtmlBlock): boolean {
  return (block.type === 'paragraph' || block.type === 'heading') && block.navigation === true
}
