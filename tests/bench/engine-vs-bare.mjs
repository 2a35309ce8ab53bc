/*
 * What `agate bench` measures, under plain Node and with any number of threads: speed of a model through Agate's engine
 * beside node-llama-cpp alone, in the same run and in turns. Limit: ratios of 0.97.
 *
 *   node tests/bench/engine-vs-bare.mjs [--model starter|tiny|gemma-2b|FILE] [--threads N] [--rounds N] [--json]
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import { compareWithBare, openAppEngine } from './app-engine.mjs'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'starter' },
    threads: { type: 'string', default: '' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
})

const app = await openAppEngine({
  model: options.model,
  threads: options.threads === '' ? null : Number(options.threads),
})
const note = (message) => process.stderr.write(`${message}\n`)
const { value: report, error } = await compareWithBare(app, { rounds: Number(options.rounds), note })
await app.engine.close()
if (error) {
  note(error.message)
  process.exit(1)
}
if (options.json) console.log(JSON.stringify(report))
else {
  const { prefill, decode, device } = report
  console.log(
    `${options.model}\n${device}, medians of ${options.rounds} rounds, tokens per second, load ${os.loadavg()[0]}`,
  )
  console.table({ prefill, decode })
}
process.exit(0)
