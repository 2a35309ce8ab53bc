import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type Box, boxWithin } from './bitmap.ts'
import { fieldOf, listOf } from './library-values.ts'
import type { Matrix } from './matrix.ts'
import { firstState, type PaintState } from './paint-state.ts'
import { STATE_STEPS, transform } from './state-steps.ts'

type Args = readonly unknown[]

/** The state at each step of a page: what is set, kept and given back, and where forms and annotations stand. */
export class StateStack {
  state: PaintState
  #first: PaintState
  #kept: PaintState[] = []
  /** Groups that are masks for something else, and the groups within them. */
  #masking = 0
  #clipNext = false

  constructor(matrix: Matrix, clip: Box) {
    this.#first = firstState(matrix, clip)
    this.state = { ...this.#first }
  }

  /** What is painted now is a mask and not seen itself. */
  get masking(): boolean {
    return this.#masking > 0
  }

  /** To be called after the step has painted what it paints. */
  step(step: number, args: Args): void {
    STATE_STEPS[step]?.(this.state, args)
    this.#steps[step]?.(args)
  }

  #steps: Readonly<Record<number, (args: Args) => void>> = {
    [OPS.save]: () => this.#save(),
    [OPS.restore]: () => this.#restore(),
    [OPS.clip]: () => void (this.#clipNext = true),
    [OPS.eoClip]: () => void (this.#clipNext = true),
    [OPS.constructPath]: ([, , box]) => {
      if (this.#clipNext) this.#clip(box)
      this.#clipNext = false
    },
    [OPS.beginGroup]: ([group]) => {
      if (this.masking || (fieldOf(group, 'smask') ?? null) !== null) this.#masking += 1
      this.#save()
    },
    [OPS.endGroup]: () => {
      if (this.masking) this.#masking -= 1
      this.#restore()
    },
    [OPS.paintFormXObjectBegin]: ([matrix, box]) => {
      this.#save()
      transform(this.state, listOf(matrix))
      this.#clip(box)
    },
    [OPS.paintFormXObjectEnd]: () => this.#restore(),
    // An annotation is placed on the page, wherever the content before it ended.
    [OPS.beginAnnotation]: ([, , place, matrix]) => {
      this.#save()
      this.state = { ...this.#first }
      transform(this.state, listOf(place))
      transform(this.state, listOf(matrix))
    },
    [OPS.endAnnotation]: () => this.#restore(),
  }

  #save(): void {
    this.#kept.push({ ...this.state })
  }

  #restore(): void {
    this.state = this.#kept.pop() ?? this.state
  }

  #clip(box: unknown): void {
    const [x0, y0, x1, y1] = Array.from(listOf(box), Number)
    if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return
    this.state.clip = boxWithin(this.state.clip, this.state.matrix, [x0, y0, x1, y1])
  }
}
