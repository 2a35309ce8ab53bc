import { walkXml } from '../archive/walk-xml.ts'

interface Style {
  readonly name: string
  readonly basedOn: string | null
  readonly outline: number | null
  readonly listed: boolean | null
}

/** What a paragraph is by its style. */
export interface ParagraphStyle {
  /** Of a heading. */
  readonly level: number | null
  readonly listed: boolean
}

export const PLAIN_STYLE: ParagraphStyle = { level: null, listed: false }

/** A paragraph style is a heading by its outline, its name or the style it is made from, and a list by its numbering. */
export function docxStyles(part: Uint8Array | null): (id: string) => ParagraphStyle {
  const styles = part === null ? new Map<string, Style>() : gather(part)
  const levelOf = (id: string, seen: number): number | null => {
    const style = styles.get(id)
    if (style === undefined || seen > 20) return levelByName(id)
    if (style.outline !== null) return style.outline < 9 ? style.outline + 1 : null
    return levelByName(style.name) ?? (style.basedOn === null ? null : levelOf(style.basedOn, seen + 1))
  }
  const isListed = (id: string, seen: number): boolean => {
    const style = styles.get(id)
    if (style === undefined || seen > 20) return false
    return style.listed ?? (style.basedOn !== null && isListed(style.basedOn, seen + 1))
  }
  return (id) => ({ level: levelOf(id, 0), listed: isListed(id, 0) })
}

/** What a paragraph says that is taken out of the list of its style. */
export const NO_LIST = '0'

function levelByName(name: string): number | null {
  if (/^title$/iu.test(name)) return 1
  const level = /^heading\s*([1-9])$/iu.exec(name)?.[1]
  return level === undefined ? null : Number(level)
}

const NO_STYLE: Style = { name: '', basedOn: null, outline: null, listed: null }

function gather(part: Uint8Array): Map<string, Style> {
  const styles = new Map<string, Style>()
  let id: string | null = null
  let style: Style = NO_STYLE
  walkXml(part, {
    open: (element) => {
      const value = element.attribute('val') ?? ''
      if (element.name === 'style') {
        id = element.attribute('styleId') ?? null
        style = NO_STYLE
      } else if (element.name === 'name') style = { ...style, name: value }
      else if (element.name === 'basedOn') style = { ...style, basedOn: value }
      else if (element.name === 'outlineLvl') style = { ...style, outline: Number(value) }
      else if (element.name === 'numPr') style = { ...style, listed: true }
      else if (element.name === 'numId') style = { ...style, listed: value !== NO_LIST }
    },
    close: (name) => {
      if (name !== 'style' || id === null) return
      styles.set(id, style)
      id = null
    },
  })
  return styles
}
