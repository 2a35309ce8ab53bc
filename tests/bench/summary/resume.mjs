/*
 * What an interrupted summary costs at most, which is what was done of the parts that were under way: in time, in shares of what
 * one part takes beside others; and in tokens, in shares of one part. Stopped as each part is done.
 *
 *   node tests/bench/summary/resume.mjs [--model FILE] [--context TOKENS] [--sentences N] [--json]
 */
import os from 'node:os'
import { memoryStore } from '../../eval/workshop.mjs'
import { openReport } from './open-report.mjs'

const PARTS_MOST = 1

const { options, workshop, calls, document } = await openReport()
await workshop.summarise(document)
const parts = calls.splice(0).filter(({ kind }) => kind === 'part')
const mean = (what) => parts.reduce((sum, call) => sum + what(call), 0) / parts.length
const onePart = {
  tokens: mean((call) => call.promptTokens + call.generated),
  ms: mean((call) => call.end - call.start),
}
const store = memoryStore()
const lost = []
for (;;) {
  const stop = new AbortController()
  const onEvent = (event) => {
    if (event.type === 'part' && event.part.state === 'done') stop.abort()
  }
  const end = await workshop.summarise(document, {}, { store, onEvent, signal: stop.signal })
  const stopped = calls.splice(0).filter((call) => call.stopped)
  if (end.type !== 'stopped') break
  const prompt = mean((call) => call.promptTokens)
  lost.push({
    calls: stopped.length,
    tokens: stopped.reduce((sum, { read, generated }) => sum + read * prompt + generated, 0) / onePart.tokens,
    time: Math.max(0, ...stopped.map(({ start, end }) => end - start)) / onePart.ms,
  })
}
const most = (what) => Math.max(...lost.map(what))
const result = {
  parts: parts.length,
  interruptions: lost.length,
  partsUnderWay: most(({ calls }) => calls),
  lostTimeInParts: most(({ time }) => time),
  lostTimeLimit: PARTS_MOST,
  lostTokensInParts: most(({ tokens }) => tokens),
  load: os.loadavg()[0],
}
if (options.json) console.log(JSON.stringify(result))
else for (const [what, figure] of Object.entries(result)) console.log(what.padEnd(28), figure)
await workshop.engine.close()
process.exit(0)
