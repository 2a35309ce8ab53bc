/*
 * What an interrupted summary costs: the work of the calls that were under way, which has to be done again, in shares of one
 * part; and whether it ends with the same summary as one that was not interrupted. Stopped once each part is done.
 *
 *   node tests/bench/summary/resume.mjs [--model FILE] [--context TOKENS] [--sentences N] [--json]
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import { needleReport } from '../../eval/needle-report.mjs'
import { memoryStore, openWorkshop, STARTER } from '../../eval/workshop.mjs'
import { recordCalls } from './record-calls.mjs'

const PARTS_MOST = 1

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
const document = await workshop.read('report.md', needleReport({ sentences: Number(options.sentences) }).markdown)
const whole = await workshop.summarise(document)
const undisturbed = calls.splice(0)
const parts = undisturbed.filter(({ kind }) => kind === 'part')
const onePart = parts.reduce((sum, call) => sum + call.promptTokens + call.generated, 0) / parts.length
const store = memoryStore()
const costs = []
for (;;) {
  const stop = new AbortController()
  const onEvent = (event) => {
    if (event.type === 'part' && event.part.state === 'done') stop.abort()
  }
  const end = await workshop.summarise(document, {}, { store, onEvent, signal: stop.signal })
  const run = calls.splice(0)
  const size = onePart - parts[0].generated
  costs.push(
    run.filter(({ stopped }) => stopped).reduce((sum, { read, generated }) => sum + read * size + generated, 0),
  )
  if (end.type !== 'stopped') {
    report(end.summary)
    break
  }
}
await workshop.engine.close()
process.exit(0)

function report(summary) {
  const same = (made) => JSON.stringify({ ...made, tokens: 0, seconds: 0 })
  const inParts = costs.slice(0, -1).map((cost) => cost / onePart)
  const result = {
    parts: parts.length,
    sequences: workshop.engine.status().details.sequences,
    interruptions: inParts.length,
    lostPartsMost: Math.max(...inParts),
    lostPartsLimit: PARTS_MOST,
    sameSummary: same(summary) === same(whole.summary),
    load: os.loadavg()[0],
  }
  if (options.json) console.log(JSON.stringify(result))
  else for (const [what, figure] of Object.entries(result)) console.log(what.padEnd(28), figure)
}
