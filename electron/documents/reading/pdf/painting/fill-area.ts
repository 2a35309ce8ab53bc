import type { Bitmap, Box } from './bitmap.ts'
import type { Edge } from './outline.ts'

/** Lines looked at within each row of pixels; across, what is covered is exact. */
const LINES = 4

export interface Ink {
  readonly grey: number
  /** From 0 to 1. */
  readonly opacity: number
  readonly evenOdd: boolean
}

/** Fills what an outline bounds, with soft edges, row by row. */
export function fillArea(bitmap: Bitmap, edges: readonly Edge[], ink: Ink, clip: Box): void {
  const waiting = [...edges].sort((a, b) => b.top - a.top)
  const highest = waiting.at(-1)?.top ?? 0
  const cover = new Float32Array(bitmap.width + 1)
  let active: Edge[] = []
  for (let row = Math.max(clip.top, Math.floor(highest)); row < clip.bottom; row += 1) {
    while ((waiting.at(-1)?.top ?? Infinity) < row + 1) active.push(...waiting.splice(-1))
    active = active.filter(({ bottom }) => bottom > row)
    if (active.length === 0 && waiting.length === 0) return
    if (active.length === 0) continue
    for (let line = 0; line < LINES; line += 1) coverLine(cover, active, row + (line + 0.5) / LINES, ink.evenOdd, clip)
    paintRow(bitmap, cover, row, ink, clip)
  }
}

function coverLine(cover: Float32Array, active: readonly Edge[], y: number, evenOdd: boolean, clip: Box): void {
  const crossings = active
    .filter(({ top, bottom }) => top <= y && y < bottom)
    .map(({ x, top, slope, turn }) => ({ x: x + (y - top) * slope, turn }))
    .sort((a, b) => a.x - b.x)
  let winding = 0
  for (const [at, { x, turn }] of crossings.entries()) {
    winding += evenOdd ? 1 : turn
    const inside = evenOdd ? winding % 2 === 1 : winding !== 0
    const next = crossings[at + 1]
    if (inside && next !== undefined) coverSpan(cover, Math.max(clip.left, x), Math.min(clip.right, next.x))
  }
}

function coverSpan(cover: Float32Array, from: number, to: number): void {
  if (to <= from) return
  const first = Math.floor(from)
  const last = Math.ceil(to) - 1
  for (let x = first; x <= last; x += 1) {
    cover[x] = (cover[x] ?? 0) + (Math.min(x + 1, to) - Math.max(x, from)) / LINES
  }
}

function paintRow({ grey, width }: Bitmap, cover: Float32Array, row: number, ink: Ink, clip: Box): void {
  for (let x = clip.left; x < clip.right; x += 1) {
    const share = cover[x] ?? 0
    if (share === 0) continue
    const at = row * width + x
    const below = grey[at] ?? 255
    grey[at] = Math.round(below + (ink.grey - below) * Math.min(1, share) * ink.opacity)
    cover[x] = 0
  }
}
