/*
 * Decoding while another process keeps one core busy: Agate, which follows the load of the machine, beside the library
 * alone with each fixed number of threads. Limit: 0.9 of the best of them.
 *
 *   node tests/bench/engine/busy-core.mjs [--model starter|tiny|gemma-2b|FILE] [--rounds N] [--json]
 */
import { spawn } from 'node:child_process'
import os from 'node:os'
import { parseArgs } from 'node:util'
import { ask, median, openAppEngine } from '../app-engine.mjs'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'starter' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
})
const REPLY = 48
const app = await openAppEngine({ model: options.model, threads: null })
const like = app.engine.status()
const most = like.details.threads
const sides = { Agate: app.engine }
for (let threads = 1; threads <= most; threads += 1) {
  sides[`fixed, ${threads}`] = app.openBare({ ...like, details: { ...like.details, threads } })
}
const speeds = Object.fromEntries(Object.keys(sides).map((name) => [name, []]))
for (const engine of Object.values(sides)) await speed(engine, 'Hello')
const busy = spawn(process.execPath, ['-e', 'for (;;) {}'], { stdio: 'ignore' })
for (let round = 0; round < Number(options.rounds); round += 1) {
  for (const [name, engine] of Object.entries(sides))
    speeds[name].push(await speed(engine, `Tell long story ${round}.`))
}
busy.kill()
report()
for (const engine of Object.values(sides)) await engine.close()
process.exit(0)

/** As the engine process counts it, so that both are counted alike. */
async function speed(engine, text) {
  const { tokensPerSecond } = await ask(engine, { text, maxTokens: REPLY, seed: 7 })
  return tokensPerSecond
}

function report() {
  const rates = Object.fromEntries(Object.entries(speeds).map(([name, all]) => [name, median(all)]))
  const { Agate, ...fixed } = rates
  const ratio = Number((Agate / Math.max(...Object.values(fixed))).toFixed(3))
  const [load] = os.loadavg()
  if (options.json) console.log(JSON.stringify({ model: options.model, load, ratio, ...rates }))
  else {
    console.log(
      `${options.model}, one core kept busy, medians of ${options.rounds} rounds, tokens per second, load ${load}`,
    )
    console.table(Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, Number(rate.toFixed(1))])))
    console.log(`Agate beside the best fixed number: ${ratio}`)
  }
}
