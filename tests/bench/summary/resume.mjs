/*
 * What a summary that is killed at the worst moment has to do again: just before the notes of the first of several parts are on
 * disk, when as much as can be is under way. In time, in shares of what one part takes beside others; and in tokens, in shares of
 * one part, of which there are as many as lanes.
 *
 *   node tests/bench/summary/resume.mjs [--model FILE] [--context TOKENS] [--sentences N] [--json]
 */
import os from 'node:os'
import { memoryStore } from '../../eval/workshop.mjs'
import { openReport } from './open-report.mjs'

const TIME_MOST = 1

const { options, workshop, calls, document } = await openReport()
const onePart = await partOf(document)
const lanes = workshop.engine.status().details.sequences - 1
const { kept, ...store } = memoryStore()
const lost = []
for (;;) {
  const { end, ms } = await runFor(0)
  const { reading, spent } = spentOn(calls.splice(0), onePart.promptTokens)
  if (end.type !== 'stopped' || reading === 0) break
  lost.push({ parts: reading, tokens: spent / onePart.tokens, time: ms / onePart.ms })
  // What was lost is read, so that the next time other parts are, and the engine holds nothing of them.
  await runFor(lanes)
  calls.length = 0
}
const most = (what) => Math.max(...lost.map(what))
const result = {
  parts: onePart.count,
  kills: lost.length,
  keptAtTheLast: kept.size,
  partsUnderWay: most(({ parts }) => parts),
  lostTimeInParts: most(({ time }) => time),
  lostTimeLimit: TIME_MOST,
  lostTokensInParts: most(({ tokens }) => tokens),
  secondsOfAPart: onePart.ms / 1000,
  load: os.loadavg()[0],
}
if (options.json) console.log(JSON.stringify(result))
else for (const [what, figure] of Object.entries(result)) console.log(what.padEnd(28), figure)
await workshop.engine.close()
process.exit(0)

/** What one part costs in a summary that runs through, with asking again. */
async function partOf(document) {
  const began = new Map()
  const took = []
  const onEvent = (event) => {
    if (event.type !== 'part') return
    const { index, state } = event.part
    if (state === 'running') began.set(index, performance.now())
    if (state === 'done') took.push(performance.now() - began.get(index))
  }
  await workshop.summarise(document, {}, { onEvent })
  const { reading, prompts, spent } = spentOn(calls.splice(0), 0)
  const ms = took.reduce((sum, each) => sum + each, 0) / took.length
  return { count: reading, promptTokens: prompts / reading, tokens: spent / reading, ms }
}

/** Until so many more parts are kept; the next is as good as done, and is not. */
async function runFor(parts) {
  const stop = new AbortController()
  let left = parts
  const put = (key, notes) => {
    if (left === 0) stop.abort()
    else store.put(key, notes)
    left -= 1
  }
  const began = performance.now()
  let stoppedAt = null
  stop.signal.addEventListener('abort', () => (stoppedAt = performance.now()))
  const end = await workshop.summarise(document, {}, { store: { ...store, put }, signal: stop.signal })
  return { end, ms: (stoppedAt ?? performance.now()) - began }
}

/** Tokens read and written for parts. A call that was stopped does not tell its prompt: it is taken for `usual` tokens. */
function spentOn(calls, usual) {
  const sum = (among, what) => among.reduce((total, call) => total + what(call), 0)
  const parts = calls.filter(({ kind }) => kind === 'part')
  const ofParts = calls.filter(({ kind }) => kind === 'part' || kind === 'ask again')
  const spent = sum(ofParts, ({ read, promptTokens, generated }) => read * (promptTokens || usual) + generated)
  return { reading: parts.length, prompts: sum(parts, ({ promptTokens }) => promptTokens), spent }
}
