/*
 * What conversations feel of the engine, each beside its limit in the same run:
 *   four at once    tokens per second of four replies in one batch, beside one reply
 *   follow-up       time to the first token of the next turn of a long chat, beside the reading of what it has new
 *   quick question  its time to the first token while a long prompt is read, beside that of an idle engine and one chunk
 *   stop            time until the engine is idle after a stop, beside one token or one chunk and 50 ms
 *   recovery        time from the end of the engine process (kill -9) while it writes to the next being ready, beside 3 s
 *                   and beside a new process of the library alone, and until that has room for all conversations
 *
 *   node tests/bench/engine/turns.mjs [--model starter|tiny|gemma-2b|FILE] [--threads N] [--rounds N] [--json] [--strict]
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import { median, openAppEngine } from '../app-engine.mjs'
import { atMost, exitStatus, STRICT } from '../limits.mjs'
import { followUp, fourAtOnce } from './turns/conversations.mjs'
import { quickQuestion, stop } from './turns/interruptions.mjs'
import { recovery } from './turns/recovery.mjs'
import { textMaker } from './turns/texts.mjs'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'starter' },
    threads: { type: 'string', default: '' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    ...STRICT,
  },
})
const RECOVERY_MS = 3000
const STOP_MS = 50
const FOLLOW_UP = 1.15

const app = await openAppEngine({
  model: options.model,
  threads: options.threads === '' ? null : Number(options.threads),
})
const text = await textMaker(app.engine)
const rounds = []
for (let round = 0; round < Number(options.rounds); round += 1) {
  const figures = {}
  for (const measure of [fourAtOnce, followUp, quickQuestion, stop, recovery])
    Object.assign(figures, await measure(app, text, round))
  rounds.push(figures)
}
const rows = report()
await app.engine.close()
process.exit(exitStatus(rows, options))

function report() {
  const figures = Object.fromEntries(
    Object.keys(rounds[0]).map((key) => [key, median(rounds.map((round) => round[key]))]),
  )
  const rows = {
    'replies at once (tokens/s)': row(figures.together, figures.one),
    'follow-up, first token (ms)': row(figures.followUpMs, figures.readingMs, FOLLOW_UP),
    'the same, beside it alone': row(figures.followUpMs, figures.aloneMs),
    'quick while reading (ms)': row(figures.busyMs, figures.idleMs + figures.chunkMs, 1),
    'stop while writing (ms)': row(figures.stopWritingMs, 1000 / figures.one + STOP_MS, 1),
    'stop while reading (ms)': row(figures.stopReadingMs, figures.stopChunkMs + STOP_MS, 1),
    'ready after kill -9 (ms)': row(figures.recoveryMs, RECOVERY_MS, 1),
    'the same, beside the library': row(figures.recoveryMs, figures.libraryMs),
  }
  const { threads, sequences } = app.engine.status().details
  const [load] = os.loadavg()
  if (options.json) console.log(JSON.stringify({ model: options.model, threads, sequences, load, ...figures, rows }))
  else {
    console.log(
      `${options.model}\n${threads} threads, ${sequences} sequences, medians of ${options.rounds} rounds, load ${load}`,
    )
    console.table(rows)
    console.log(
      `${figures.places} replies at once; the follow-up of a chat of ${figures.chatTokens} tokens has ${figures.sentTokens} new ones, and ${figures.evaluatedTokens} were evaluated (${figures.aloneTokens} where it is alone)`,
    )
    console.log(
      `chunks of ${figures.chunkTokens} tokens before the quick question and of ${figures.stopChunkTokens} before the stop; room for all conversations ${figures.roomMs.toFixed(0)} ms after kill -9`,
    )
  }
  return rows
}

function row(measured, beside, limit) {
  const ratio = Number((measured / beside).toFixed(3))
  return {
    measured: Number(measured.toFixed(1)),
    beside: Number(beside.toFixed(1)),
    ratio,
    ...(limit !== undefined && atMost(limit, ratio)),
  }
}
