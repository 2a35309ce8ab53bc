/*
 * What `agate bench` measures, under plain Node and with any number of threads: speed of a model through Agate's engine
 * beside node-llama-cpp alone, in the same run and in turns. Limit: ratios of 0.97.
 *
 *   node tests/bench/engine-vs-bare.mjs [--model starter|tiny|gemma-2b|FILE] [--threads N] [--rounds N] [--json]
 *     [--strict]
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import { compareWithBare, openAppEngine } from './app-engine.mjs'
import { atLeast, exitStatus, STRICT } from './limits.mjs'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'starter' },
    threads: { type: 'string', default: '' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    ...STRICT,
  },
})

const LIMIT = 0.97
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
const judged = (row) => ({ ...row, ...atLeast(LIMIT, row.ratio) })
const rows = { prefill: judged(report.prefill), decode: judged(report.decode) }
if (options.json) console.log(JSON.stringify({ ...report, ...rows }))
else {
  console.log(
    `${options.model}\n${report.device}, medians of ${options.rounds} rounds, tokens per second, load ${os.loadavg()[0]}`,
  )
  console.table(rows)
}
process.exit(exitStatus(rows, options))
