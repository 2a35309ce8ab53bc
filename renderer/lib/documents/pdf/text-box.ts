import type { PageViewport } from 'pdfjs-dist/types/src/display/page_viewport.js'
import type { TextContent } from 'pdfjs-dist/types/src/display/api.js'

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** What surrounds all text of a page, in the viewport's units and inside of it; null when there is no text. */
export function textBox({ items }: TextContent, viewport: PageViewport): Box | null {
  const points = items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return []
    const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = item.transform.map(Number)
    const along = item.width / (Math.hypot(a, b) || 1)
    const across = item.height / (Math.hypot(c, d) || 1)
    return [
      viewport.convertToViewportPoint(x, y),
      viewport.convertToViewportPoint(x + a * along, y + b * along),
      viewport.convertToViewportPoint(x + c * across, y + d * across),
    ]
  })
  if (points.length === 0) return null
  const xs = points.map(([x = 0]) => clamp(Number(x), viewport.width))
  const ys = points.map(([, y = 0]) => clamp(Number(y), viewport.height))
  const [left, top] = [least(xs), least(ys)]
  return { left, top, width: most(xs) - left, height: most(ys) - top }
}

const clamp = (value: number, most: number) => Math.max(0, Math.min(value, most))
// Not Math.min(...): a page may hold more words than a call takes arguments.
const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity)
const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity)
