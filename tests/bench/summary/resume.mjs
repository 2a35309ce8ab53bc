/*
 * What a summary that is killed has to do again. Work is on disk as soon as it is done, so the worst moments are those just
 * before something is kept.
 *
 * Every such moment of a summary that runs through is looked at: tokens that were read and written and are not kept, in shares of
 * what one part takes, by what was as good as kept. Then the worst of them is tried, again and again: stopped before the
 * notes of the first of several parts are kept, with the time of it in shares of what one part takes beside others.
 *
 * The limit is in time: parts that are under way side by side are done again side by side. In tokens as many parts may be
 * lost as there are lanes (docs/decisions/0010).
 *
 *   node tests/bench/summary/resume.mjs [--model FILE] [--context TOKENS] [--sentences N] [--json]
 */
import os from 'node:os'
import { memoryStore } from '../../eval/workshop.mjs'
import { openReport } from './open-report.mjs'

const TIME_MOST = 1

const { options, workshop, calls, document } = await openReport()
const onePart = await partOf(document)
const lanes = Math.max(1, workshop.engine.status().details.sequences - 1)
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
  lanes,
  lostAtAnyMoment: onePart.lost,
  kills: lost.length,
  keptAtTheLast: kept.size,
  partsUnderWay: most(({ parts }) => parts),
  lostTimeInParts: most(({ time }) => time),
  lostTimeLimit: TIME_MOST,
  lostTokensInParts: most(({ tokens }) => tokens),
  lostTokensBound: lanes,
  secondsOfAPart: onePart.ms / 1000,
  load: os.loadavg()[0],
}
if (options.json) console.log(JSON.stringify(result))
else for (const [what, figure] of Object.entries(result)) console.log(what.padEnd(20), figure)
await workshop.engine.close()
process.exit(0)

/** What one part costs in a summary that runs through, with asking again, and what a kill would cost at each moment of it. */
async function partOf(document) {
  const began = new Map()
  const took = []
  const onEvent = (event) => {
    if (event.type !== 'part') return
    const { index, state } = event.part
    if (state === 'running') began.set(index, performance.now())
    if (state === 'done') took.push(performance.now() - began.get(index))
  }
  const { get, put } = memoryStore()
  const moments = []
  const watched = (key, notes) => {
    moments.push(unkeptAmong(calls))
    put(key, notes)
  }
  await workshop.summarise(document, {}, { store: { get, put: watched }, onEvent })
  const { reading, prompts, spent } = spentOn(calls.splice(0), 0)
  const ms = took.reduce((sum, each) => sum + each, 0) / took.length
  return {
    ...{ count: reading, promptTokens: prompts / reading, tokens: spent / reading, ms },
    lost: await lossesIn(moments, spent / reading),
  }
}

/** Calls that nothing is kept of yet, and how far they are. The one that ended first is what is kept next. */
function unkeptAmong(calls) {
  const unkept = calls.filter(({ kept }) => !kept)
  const [next] = unkept.filter(({ end }) => end !== null).sort((a, b) => a.end - b.end)
  if (next !== undefined) next.kept = true
  return { next: next?.kind, calls: unkept.map((call) => ({ call, read: call.read, written: call.written })) }
}

/**
 * For each kind of work, what would be lost just before it is kept: the most and the mean in shares of a part, and what the most is
 * made of, in tokens: instructions, which each lane reads once, text, and what was written.
 */
async function lossesIn(moments, tokensOfAPart) {
  const beginnings = [...new Set(moments.flatMap(({ calls }) => calls.map(({ call }) => call.shared)))]
  const sizes = await workshop.engine.countTokens(beginnings, new AbortController().signal)
  const lossOf = ({ calls }) => {
    const lost = { instructions: 0, text: 0, written: 0 }
    for (const { call, read, written } of calls) {
      const instructions = Math.min(read * call.promptTokens, sizes[beginnings.indexOf(call.shared)])
      lost.instructions += instructions
      lost.text += Math.round(read * call.promptTokens - instructions)
      lost.written += written
    }
    return { ...lost, parts: (lost.instructions + lost.text + lost.written) / tokensOfAPart }
  }
  const kinds = [...new Set(moments.map(({ next }) => next))]
  return Object.fromEntries(
    kinds.map((kind) => {
      const losses = moments.filter(({ next }) => next === kind).map(lossOf)
      const [most] = [...losses].sort((a, b) => b.parts - a.parts)
      return [kind, { most, mean: losses.reduce((sum, { parts }) => sum + parts, 0) / losses.length }]
    }),
  )
}

/** Until so many more parts are kept; the next is as good as done, and is not. */
async function runFor(parts) {
  const stop = new AbortController()
  let left = parts
  const put = (key, notes) => {
    if (left === 0) stop.abort()
    else store.put(key, notes)
    // A reply that is kept while it is asked about again is no part yet.
    if (notes.reply === undefined) left -= 1
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
