import { type Matrix, pointAt } from './matrix.ts'

/** Grey from 0 (black) to 255 (white), row by row from the top. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly grey: Uint8Array
}

/** In pixels; the far edges do not belong to it. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export function blankBitmap(width: number, height: number): Bitmap {
  return { width, height, grey: new Uint8Array(width * height).fill(255) }
}

/** The whole pixels that a box of other coordinates touches, within another. */
export function boxWithin(
  outer: Box,
  matrix: Matrix,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
): Box {
  const corners = [pointAt(matrix, x0, y0), pointAt(matrix, x1, y0), pointAt(matrix, x0, y1), pointAt(matrix, x1, y1)]
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  return {
    left: Math.max(outer.left, Math.floor(Math.min(...xs))),
    top: Math.max(outer.top, Math.floor(Math.min(...ys))),
    right: Math.min(outer.right, Math.ceil(Math.max(...xs))),
    bottom: Math.min(outer.bottom, Math.ceil(Math.max(...ys))),
  }
}

/** As a portable greymap, the plainest of image files (Netpbm, P5). */
export function greymap({ width, height, grey }: Bitmap): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), grey]))
}
