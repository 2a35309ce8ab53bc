/*
 * What the summariser makes of the engine, each beside its limit in the same run:
 *   busy       share of the time between the first and the last part in which the engine works on something
 *   evaluated  prompt tokens that were evaluated, beside those of the parts and merges with their common beginning once
 *   lanes      how many parts it works on at once, on average
 *
 *   node tests/bench/summary/busy.mjs [--model FILE] [--context TOKENS] [--sentences N] [--json]
 */
import os from 'node:os'
import { openReport } from './open-report.mjs'
import { budgetsOf } from './record-calls.mjs'

const BUSY_LEAST = 0.95
const EVALUATED_MOST = 1.12

const { options, workshop, calls, document } = await openReport()
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
const sumOf = (what) => calls.reduce((sum, call) => sum + call[what], 0)
const evaluated = sumOf('evaluated')
const never = new AbortController().signal
const budgets = await budgetsOf(calls, (texts) => workshop.engine.countTokens(texts, never))
const result = {
  parts: end.summary.parts.done,
  calls: calls.length,
  context: workshop.engine.status().contextSize,
  sequences: workshop.engine.status().details.sequences,
  busy: covered(within) / (to - from),
  busyLimit: BUSY_LEAST,
  lanes: worked / (to - from),
  evaluated,
  budgets,
  evaluatedRatio: evaluated / budgets,
  evaluatedLimit: EVALUATED_MOST,
  again: calls.filter(({ kind }) => kind === 'ask again').reduce((sum, call) => sum + call.evaluated, 0),
  reused: sumOf('promptTokens') - evaluated,
  generated: end.summary.tokens.generated,
  secondsPerPart: (to - from) / 1000 / end.summary.parts.done,
  secondsPer1000TokensOfText: to > from ? (to - from) / textTokens(await sizes()) : null,
  load: os.loadavg()[0],
}
if (options.json) console.log(JSON.stringify(result))
else for (const [what, figure] of Object.entries(result)) console.log(what.padEnd(28), figure)
await workshop.engine.close()
process.exit(0)

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
