import { walkXml } from '../archive/walk-xml.ts'

interface Series {
  name: string
  /** By the number of their point. */
  readonly labels: Map<string, string>
  readonly values: Map<string, string>
}

/** What a chart says (ECMA-376, part 1, 21.2): its titles, and each of its series as a line, “Boats | May: 7 | June: 9”. */
export function chartLines(part: Uint8Array): {
  readonly titles: readonly string[]
  readonly series: readonly string[]
} {
  const titles: string[] = []
  const all: Series[] = []
  let title = ''
  let point = ''
  walkXml(part, {
    open: (element) => {
      if (element.name === 'ser') all.push({ name: '', labels: new Map(), values: new Map() })
      else if (element.name === 'pt') point = element.attribute('idx') ?? ''
    },
    text: (text, path) => {
      if (path.at(-1) === 't') title += text
      const series = all.at(-1)
      if (path.at(-1) !== 'v' || series === undefined || !path.includes('ser')) return
      if (path.includes('tx')) series.name += text
      else pointsOf(series, path)?.set(point, text)
    },
    close: (name) => {
      if (name !== 'p') return
      if (title.trim() !== '') titles.push(title.trim())
      title = ''
    },
  })
  return { titles, series: all.map(seriesLine).filter((line) => line !== '') }
}

function pointsOf({ labels, values }: Series, path: readonly string[]): Map<string, string> | null {
  if (path.includes('cat') || path.includes('xVal')) return labels
  return path.includes('val') || path.includes('yVal') ? values : null
}

function seriesLine({ name, labels, values }: Series): string {
  const points = [...values].map(([at, value]) => {
    const label = labels.get(at)
    return label === undefined ? value : `${label}: ${value}`
  })
  return [name.trim(), ...points].filter((piece) => piece !== '').join(' | ')
}
