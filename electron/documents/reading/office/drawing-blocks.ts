import { walkXml } from '../archive/walk-xml.ts'

export interface DrawingText {
  readonly text: string
  readonly title: boolean
}

/** Whether it shows a picture. */
export function hasPicture(part: Uint8Array): boolean {
  let found = false
  walkXml(part, { open: ({ name }) => void (found ||= name === 'pic') })
  return found
}

/** The paragraphs of a DrawingML part (ECMA-376, part 1, 21): a slide, its notes, a diagram or a chart. */
export function drawingTexts(part: Uint8Array): DrawingText[] {
  const found: DrawingText[] = []
  let text = ''
  let placeholder = ''
  let cells: string[] | null = null
  const close = () => {
    const line = text.trim()
    text = ''
    if (line === '') return
    if (cells === null) found.push({ text: line, title: /^(?:title|ctrTitle)$/u.test(placeholder) })
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
      const unseen = /^(?:sldNum|dt|ftr|hdr)$/u.test(placeholder)
      if (!unseen && (path.at(-1) === 't' || (path.at(-1) === 'v' && path.at(-2) === 'pt'))) text += piece
    },
    close: (name) => {
      if (name === 'p' || name === 'pt') close()
      if (name !== 'tr' || cells === null) return
      const row = cells.join(' | ')
      cells = null
      if (row.replace(/[\s|]/gu, '') !== '') found.push({ text: row, title: false })
    },
  })
  return found
}
