import { type Bitmap, type Box, boxWithin } from './bitmap.ts'
import { inverse, type Matrix } from './matrix.ts'
import type { Samples } from './samples.ts'

/** Samples looked at along each side of a pixel, where an image is finer than the page. */
const SIDE_MAX = 4

/** Places an image where the unit square is, as PDF does, its first row at the top. */
export function placeImage(bitmap: Bitmap, image: Samples, matrix: Matrix, opacity: number, clip: Box): void {
  const back = inverse(matrix)
  if (back === null) return
  const { left, top, right, bottom } = boxWithin(clip, matrix, [0, 0, 1, 1])
  const [a, b, c, d] = back
  const across = Math.hypot(a * image.width, b * image.height)
  const down = Math.hypot(c * image.width, d * image.height)
  const side = Math.min(SIDE_MAX, Math.max(1, Math.ceil(Math.max(across, down) - 0.1)))
  const pixel = { covered: 0, grey: 0 }
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      lookThrough(image, back, x, y, side, pixel)
      if (pixel.covered === 0) continue
      const at = y * bitmap.width + x
      const below = bitmap.grey[at] ?? 255
      bitmap.grey[at] = Math.round(below + (pixel.grey - below) * pixel.covered * opacity)
    }
  }
}

/** What of a pixel the image covers, from 0 to 1, and with which grey on average. */
interface Seen {
  covered: number
  grey: number
}

/** Writes into `seen`, for a page has millions of pixels. */
function lookThrough(image: Samples, back: Matrix, x: number, y: number, side: number, seen: Seen): void {
  const [a, b, c, d, e, f] = back
  let covered = 0
  let sum = 0
  for (let j = 0; j < side; j += 1) {
    const py = y + (j + 0.5) / side
    for (let i = 0; i < side; i += 1) {
      const px = x + (i + 0.5) / side
      const column = Math.floor((a * px + c * py + e) * image.width)
      const row = Math.floor((1 - (b * px + d * py + f)) * image.height)
      if (column < 0 || row < 0 || column >= image.width || row >= image.height) continue
      const at = row * image.width + column
      const opaque = (image.opacity?.[at] ?? 255) / 255
      covered += opaque
      sum += opaque * (typeof image.grey === 'number' ? image.grey : (image.grey[at] ?? 255))
    }
  }
  seen.grey = covered === 0 ? 255 : sum / covered
  seen.covered = covered / (side * side)
}
