import { walkXml } from '../archive/walk-xml.ts'
import { descriptionOf } from '../picture-words.ts'

export interface DrawingText {
  readonly text: string
  readonly title: boolean
  /** It stands on every slide. */
  readonly footer: boolean
}

export interface DrawnPicture {
  readonly id: string
  readonly description: string | null
}

/** What its pictures are called; those that lie outside of the file have no name. */
export function drawnPictures(part: Uint8Array): DrawnPicture[] {
  const found: DrawnPicture[] = []
  let description: string | null = null
  walkXml(part, {
    open: (element, path) => {
      if (element.name === 'cNvPr') description = descriptionOf(element.attribute('descr'))
      if (element.name !== 'blip' || path.includes('buBlip')) return
      found.push({ id: element.attribute('embed') ?? element.attribute('link') ?? '', description })
      description = null
    },
  })
  return found
}

/** Whether a slide is left out when the presentation is shown. */
export function isHidden(slide: Uint8Array): boolean {
  let hidden = false
  walkXml(slide, {
    open: (element, path) => {
      if (path.length === 1) hidden = /^(?:0|false)$/u.test(element.attribute('show') ?? '')
    },
  })
  return hidden
}

/** The paragraphs of a DrawingML part (ECMA-376, part 1, 21): a slide, its notes, its comments or a diagram. */
export function drawingTexts(part: Uint8Array): DrawingText[] {
  const found: DrawingText[] = []
  let text = ''
  let placeholder = ''
  let cells: string[] | null = null
  const close = () => {
    const line = text.trim()
    text = ''
    if (line === '') return
    const [title, footer] = [/^(?:title|ctrTitle)$/u, /^(?:ftr|hdr)$/u].map((kind) => kind.test(placeholder))
    if (cells === null) found.push({ text: line, title: title === true, footer: footer === true })
    else cells[cells.length - 1] = [cells.at(-1) ?? '', line].filter((piece) => piece !== '').join(' ')
  }
  walkXml(part, {
    open: (element) => {
      if (element.name === 'sp') placeholder = ''
      else if (element.name === 'ph') placeholder = element.attribute('type') ?? 'body'
      else if (element.name === 'tr') cells = []
      else if (element.name === 'tc') cells?.push('')
      else if (element.name === 'br') text += '\n'
      else if (element.name === 'tab') text += '\t'
    },
    text: (piece, path) => {
      if (!/^(?:sldNum|dt)$/u.test(placeholder) && isShown(path)) text += piece
    },
    close: (name) => {
      if (name === 'p' || name === 'text') close()
      if (name === 'sp') placeholder = ''
      if (name !== 'tr' || cells === null) return
      const row = cells.join(' | ')
      cells = null
      if (row.replace(/[\s|]/gu, '') !== '') found.push({ text: row, title: false, footer: false })
    },
  })
  return found
}

/** Words, or a comment as it was written until 2018. */
function isShown(path: readonly string[]): boolean {
  const [parent, element] = path.slice(-2)
  return element === 't' || (element === 'text' && parent === 'cm')
}
