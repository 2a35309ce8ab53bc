import { type Matrix, pointAt } from './matrix.ts'

/** A straight piece of an outline, from its upper end to its lower one. */
export interface Edge {
  readonly top: number
  readonly bottom: number
  /** At the upper end. */
  readonly x: number
  /** Change of x for each pixel downwards. */
  readonly slope: number
  /** 1 when it is drawn downwards, −1 upwards. */
  readonly turn: number
}

/* The library's numbers for the steps of a path, each followed by its points. */
const MOVE = 0
const LINE = 1
const CUBIC = 2
const QUADRATIC = 3

const PIECES_MAX = 24

/** The outline of a path in pixels, its curves as short straight pieces. Open ends are closed, as for every filled area. */
export function edgesOf(path: ArrayLike<number>, matrix: Matrix): Edge[] {
  const pen = new Pen()
  const at = (index: number) => pointAt(matrix, path[index] ?? 0, path[index + 1] ?? 0)
  for (let index = 0; index < path.length;) {
    const step = path[index]
    index += 1
    if (step === MOVE) pen.move(at(index))
    else if (step === LINE) pen.line(at(index))
    else if (step === CUBIC) pen.curve(at(index), at(index + 2), at(index + 4))
    else if (step === QUADRATIC) pen.bend(at(index), at(index + 2))
    else pen.close()
    index += step === CUBIC ? 6 : step === QUADRATIC ? 4 : step === MOVE || step === LINE ? 2 : 0
  }
  pen.close()
  return pen.edges
}

type Point = readonly [x: number, y: number]

class Pen {
  readonly edges: Edge[] = []
  #start: Point = [0, 0]
  #at: Point = [0, 0]

  move(to: Point): void {
    this.close()
    this.#start = to
    this.#at = to
  }

  line(to: Point): void {
    const [x0, y0] = this.#at
    const [x1, y1] = to
    this.#at = to
    // Level pieces bound nothing.
    if (y0 === y1 || !Number.isFinite(x0 + y0 + x1 + y1)) return
    const slope = (x1 - x0) / (y1 - y0)
    this.edges.push(
      y0 < y1 ? { top: y0, bottom: y1, x: x0, slope, turn: 1 } : { top: y1, bottom: y0, x: x1, slope, turn: -1 },
    )
  }

  curve(one: Point, two: Point, to: Point): void {
    const from = this.#at
    const pieces = piecesFor(from, one, two, to)
    for (let piece = 1; piece <= pieces; piece += 1) {
      const t = piece / pieces
      const s = 1 - t
      const blend = (axis: 0 | 1) =>
        s ** 3 * from[axis] + 3 * s * s * t * one[axis] + 3 * s * t * t * two[axis] + t ** 3 * to[axis]
      this.line([blend(0), blend(1)])
    }
  }

  /** A curve with one point between its ends is one with two, each two thirds of the way to it. */
  bend(by: Point, to: Point): void {
    const from = this.#at
    const towards = (end: Point): Point => [(end[0] + 2 * by[0]) / 3, (end[1] + 2 * by[1]) / 3]
    this.curve(towards(from), towards(to), to)
  }

  close(): void {
    this.line(this.#start)
  }
}

function piecesFor(...points: readonly Point[]): number {
  let length = 0
  for (const [at, [x, y]] of points.entries()) {
    const [x0, y0] = points[at - 1] ?? [x, y]
    length += Math.hypot(x - x0, y - y0)
  }
  return Math.min(PIECES_MAX, Math.max(2, Math.ceil(Math.sqrt(length)))) || 2
}
