import { cleanText } from '../clean-text.ts'
import { type Run, sameBaseline } from './text-runs.ts'

export interface Line {
  readonly text: string
  readonly y: number
  readonly height: number
  /** Space above, in points; null where it begins a column or the page. */
  readonly above: number | null
}

/** Cells of one row stay apart by this. */
const CELL_GAP = '  '

/** Lines from runs in the order of reading. */
export function linesOf(runs: readonly Run[]): Line[] {
  const lines: Line[] = []
  let row: Run[] = []
  let last: Line | null = null
  const close = () => {
    const [first] = row
    if (first === undefined) return
    const text = cleanText(row.map((run) => run.text.trim()).join(CELL_GAP)).trim()
    const height = Math.max(...row.map((run) => run.height))
    const above = last === null || first.y > last.y ? null : last.y - first.y
    last = { text, y: first.y, height, above }
    if (text !== '') lines.push(last)
    row = []
  }
  for (const run of runs) {
    const before = row.at(-1)
    if (before !== undefined && !(sameBaseline(before, run) && run.x >= before.x)) close()
    row.push(run)
  }
  close()
  return lines
}
