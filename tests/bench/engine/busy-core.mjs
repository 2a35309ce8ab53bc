/*
 * Decoding while another process keeps one core busy: Agate, which follows the load of the machine, beside Agate with
 * each fixed number of threads. Limit: 0.9 of the best of them.
 *
 *   node tests/bench/engine/busy-core.mjs [--model starter|tiny|gemma-2b|FILE] [--rounds N] [--json] [--strict]
 */
import { spawn } from 'node:child_process'
import os from 'node:os'
import { parseArgs } from 'node:util'
import { median, openAppEngine } from '../app-engine.mjs'
import { decodeRate } from '../decode-rate.mjs'
import { atLeast, exitStatus, STRICT } from '../limits.mjs'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'starter' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    ...STRICT,
  },
})
const REPLY = 48
const LIMIT = 0.9
/** All sides are loaded at once: with a context of their own choice the last would get another one than the first. */
const CONTEXT = 2048
/** Ends with its parent, however that ends. */
const KEEP_BUSY = 'const parent = process.ppid; while (process.ppid === parent) for (let i = 0; i < 1e7; i += 1);'

const Agate = await openSide({ threads: null })
const sides = { Agate }
for (let threads = 1; threads <= Agate.engine.status().details.threads; threads += 1)
  sides[`fixed, ${threads}`] = await openSide({ threads, entry: 'fixed-threads-engine' })
for (const side of Object.values(sides)) await speed(side, 'Hello')
const speeds = await besideBusyProcess()
const rows = report()
for (const { engine } of Object.values(sides)) await engine.close()
process.exit(exitStatus(rows, options))

function openSide(how) {
  return openAppEngine({ model: options.model, contextSize: CONTEXT, ...how })
}

async function besideBusyProcess() {
  const all = Object.fromEntries(Object.keys(sides).map((name) => [name, []]))
  const busy = spawn(process.execPath, ['-e', KEEP_BUSY], { stdio: 'ignore' })
  try {
    for (let round = 0; round < Number(options.rounds); round += 1) {
      for (const [name, side] of Object.entries(sides)) all[name].push(await speed(side, `Tell long story ${round}.`))
    }
  } finally {
    busy.kill()
  }
  return all
}

async function speed({ ask }, text) {
  return decodeRate([await ask({ text, maxTokens: REPLY, seed: 7 })])
}

function report() {
  const rates = Object.entries(speeds).map(([name, all]) => [name, Number(median(all).toFixed(1))])
  const [[, ours], ...fixed] = rates
  const ratio = Number((ours / Math.max(...fixed.map(([, rate]) => rate))).toFixed(3))
  const rows = Object.fromEntries(rates.map(([name, rate]) => [name, { 'tokens/s': rate }]))
  Object.assign(rows.Agate, { 'beside the best fixed': ratio, ...atLeast(LIMIT, ratio) })
  const [load] = os.loadavg()
  if (options.json) console.log(JSON.stringify({ model: options.model, load, rows }))
  else {
    console.log(`${options.model}, one core kept busy, medians of ${options.rounds} rounds, load ${load}`)
    console.table(rows)
  }
  return rows
}
