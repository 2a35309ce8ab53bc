import type { Box } from './text-box.ts'

/** How a page is shown: whole, as wide as its text, or larger. */
export type Zoom = 'page' | 'text' | 'large'

interface Size {
  readonly width: number
  readonly height: number
}

/** What of the page is shown at which scale, in CSS pixels. */
export interface Frame {
  readonly scale: number
  readonly crop: Box
}

/** Room around the text of a page that is cropped to it. */
const MARGIN = 26
const LARGER = 1.5
const SCALE_MAX = 4

/** `width`: what there is for the page. `text`: what surrounds its text, at scale 1. */
export function pageFrame(page: Size, text: Box | null, width: number, zoom: Zoom): Frame {
  if (zoom === 'page' || text === null) {
    const scale = (width / page.width) * (zoom === 'large' ? LARGER : 1)
    return { scale, crop: { left: 0, top: 0, width: page.width * scale, height: page.height * scale } }
  }
  const larger = zoom === 'large' ? LARGER : 1
  const fitting = (width - 2 * MARGIN) / Math.max(1, text.width)
  const scale = Math.min(fitting, SCALE_MAX) * larger
  const left = Math.max(0, text.left * scale - MARGIN)
  const top = Math.max(0, text.top * scale - MARGIN)
  const right = Math.min(page.width * scale, (text.left + text.width) * scale + MARGIN)
  const bottom = Math.min(page.height * scale, (text.top + text.height) * scale + MARGIN)
  return { scale, crop: { left, top, width: Math.max(width, right - left), height: bottom - top } }
}
