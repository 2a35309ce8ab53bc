/*
 * What the summariser makes of the engine, each beside its limit in the same run:
 *   busy       share of the time between the first and the last part in which the engine works on something
 *   evaluated  prompt tokens that were evaluated, beside the text of the parts and notes with one set of instructions for each lane
 *   lanes      how many parts it works on at once, on average
 *
 *   node tests/bench/summary/busy.mjs [--model FILE] [--context TOKENS] [--sentences N] [--json]
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import { needleReport } from '../../eval/needle-report.mjs'
import { openWorkshop, STARTER } from '../../eval/workshop.mjs'

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
const calls = timeCalls(workshop.engine)
const document = await workshop.read('report.md', needleReport({ sentences: Number(options.sentences) }).markdown)
const parts = []
const end = await workshop.summarise(
  document,
  {},
  {
    onEvent: (event) => event.type === 'part' && parts.push({ at: performance.now(), state: event.part.state }),
  },
)
const from = parts.find(({ state }) => state === 'running').at
const to = parts.findLast(({ state }) => state === 'done').at
const within = calls.filter((call) => call.end <= to + 1 && call.start >= from - 1)
const worked = within.reduce((sum, { start, end }) => sum + end - start, 0)
const evaluated = calls.reduce((sum, call) => sum + call.promptTokens - call.reusedTokens, 0)
const prompts = calls.reduce((sum, { promptTokens }) => sum + promptTokens, 0)
const result = {
  parts: end.summary.parts.done,
  calls: calls.length,
  context: workshop.engine.status().contextSize,
  sequences: workshop.engine.status().details.sequences,
  busy: covered(within) / (to - from),
  lanes: worked / (to - from),
  evaluated,
  reused: prompts - evaluated,
  generated: end.summary.tokens.generated,
  secondsPerPart: (to - from) / 1000 / end.summary.parts.done,
  secondsPer1000TokensOfText: to > from ? (to - from) / textTokens(await sizes()) : null,
  load: os.loadavg()[0],
}
if (options.json) console.log(JSON.stringify(result))
else for (const [what, figure] of Object.entries(result)) console.log(what.padEnd(28), figure)
await workshop.engine.close()
process.exit(0)

/** Every call from being asked to its end. */
function timeCalls(engine) {
  const generate = engine.generate.bind(engine)
  const timed = []
  engine.generate = async function* (request, signal) {
    const start = performance.now()
    const end = yield* generate(request, signal)
    timed.push({
      start,
      end: performance.now(),
      promptTokens: end.promptTokens ?? 0,
      reusedTokens: end.reusedTokens ?? 0,
    })
    return end
  }
  return timed
}

/** Milliseconds in which at least one call was under way. */
function covered(intervals) {
  let sum = 0
  let until = 0
  for (const { start, end } of [...intervals].sort((a, b) => a.start - b.start)) {
    sum += Math.max(0, end - Math.max(start, until))
    until = Math.max(until, end)
  }
  return sum
}

async function sizes() {
  return workshop.engine.countTokens(
    document.pages.map(({ text }) => text),
    new AbortController().signal,
  )
}

function textTokens(counts) {
  return counts.reduce((sum, count) => sum + count, 0)
}
