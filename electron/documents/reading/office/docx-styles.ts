import { walkXml } from '../archive/walk-xml.ts'

interface Style {
  readonly name: string
  readonly basedOn: string | null
  readonly outline: number | null
}

/** The heading level of a paragraph style, by its outline, its name or the style it is made from. */
export function docxStyles(part: Uint8Array | null): (id: string) => number | null {
  const styles = part === null ? new Map<string, Style>() : gather(part)
  const levelOf = (id: string, seen: number): number | null => {
    const style = styles.get(id)
    if (style === undefined || seen > 20) return levelByName(id)
    if (style.outline !== null) return style.outline < 9 ? style.outline + 1 : null
    return levelByName(style.name) ?? (style.basedOn === null ? null : levelOf(style.basedOn, seen + 1))
  }
  return (id) => levelOf(id, 0)
}

function levelByName(name: string): number | null {
  if (/^title$/iu.test(name)) return 1
  const level = /^heading\s*([1-9])$/iu.exec(name)?.[1]
  return level === undefined ? null : Number(level)
}

function gather(part: Uint8Array): Map<string, Style> {
  const styles = new Map<string, Style>()
  let id: string | null = null
  let style: Style = { name: '', basedOn: null, outline: null }
  walkXml(part, {
    open: (element) => {
      const value = element.attribute('val') ?? ''
      if (element.name === 'style') {
        id = element.attribute('styleId') ?? null
        style = { name: '', basedOn: null, outline: null }
      } else if (element.name === 'name') style = { ...style, name: value }
      else if (element.name === 'basedOn') style = { ...style, basedOn: value }
      else if (element.name === 'outlineLvl') style = { ...style, outline: Number(value) }
    },
    close: (name) => {
      if (name !== 'style' || id === null) return
      styles.set(id, style)
      id = null
    },
  })
  return styles
}
