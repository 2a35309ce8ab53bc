/** A change of coordinates as PDF writes it (ISO 32000-2, 8.3.3): x′ = a·x + c·y + e, y′ = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export type Point = readonly [x: number, y: number]

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/** First `inner`, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer
  const [g, h, i, j, k, l] = inner
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

/** The same, beginning at another place. */
export function moved(matrix: Matrix, x: number, y: number): Matrix {
  return multiply(matrix, [1, 0, 0, 1, x, y])
}

/** Null where everything falls together on a line. */
export function inverse([a, b, c, d, e, f]: Matrix): Matrix | null {
  const area = a * d - b * c
  if (!Number.isFinite(area) || Math.abs(area) < 1e-12) return null
  return [d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area]
}

export function pointAt([a, b, c, d, e, f]: Matrix, x: number, y: number): Point {
  return [a * x + c * y + e, b * x + d * y + f]
}

/** From whatever the library gives: six numbers, loose or in an array of some sort. */
export function matrixOf(values: Iterable<unknown>): Matrix | null {
  const [a, b, c, d, e, f, ...rest] = Array.from(values, Number)
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined) return null
  return f === undefined || rest.length > 0 ? null : [a, b, c, d, e, f]
}
