/* What the benchmarks of summaries begin with: a report that was read, and an engine whose calls are recorded. */
import { parseArgs } from 'node:util'
import { needleReport } from '../../eval/needle-report.mjs'
import { openWorkshop, STARTER } from '../../eval/workshop.mjs'
import { recordCalls } from './record-calls.mjs'

/** By the command line's `--model FILE`, `--context TOKENS`, `--sentences N` and `--json`. */
export async function openReport() {
  const { values: options } = parseArgs({
    options: {
      model: { type: 'string', default: STARTER },
      context: { type: 'string', default: '' },
      sentences: { type: 'string', default: '160' },
      json: { type: 'boolean', default: false },
    },
  })
  const contextSize = options.context === '' ? null : Number(options.context)
  const workshop = await openWorkshop({ model: options.model, contextSize })
  const calls = recordCalls(workshop.engine)
  const { markdown } = needleReport({ sentences: Number(options.sentences) })
  return { options, workshop, calls, document: await workshop.read('report.md', markdown) }
}
