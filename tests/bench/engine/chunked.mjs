/*
 * Reading a long prompt in chunks, as Agate does it so that stops and quick questions need not wait, beside the same engine
 * that reads it in one go, in turns. From the question to the first text. Limit: 0.97 of that speed.
 *
 *   node tests/bench/engine/chunked.mjs [--model starter|tiny|gemma-2b|FILE] [--threads N] [--tokens N] [--rounds N]
 *     [--json] [--strict]
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import { median, openAppEngine } from '../app-engine.mjs'
import { atLeast, exitStatus, STRICT } from '../limits.mjs'
import { textMaker } from './turns/texts.mjs'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'starter' },
    threads: { type: 'string', default: '' },
    tokens: { type: 'string', default: '1500' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    ...STRICT,
  },
})
const LIMIT = 0.97
/** Both are loaded at once: with a context of its own choice the second might get another one. */
const CONTEXT = 4096

const sides = { chunked: await openSide('engine'), 'at once': await openSide('at-once-engine') }
const text = await textMaker(sides.chunked.engine)
const readings = { chunked: [], 'at once': [] }
// The first of each is no measurement: chunks grow to their size meanwhile, and pages of memory are touched.
for (let round = 0; round <= Number(options.rounds); round += 1) {
  const names = round % 2 === 0 ? ['chunked', 'at once'] : ['at once', 'chunked']
  for (const name of names) {
    const reading = await read(sides[name], text(round + 1, Number(options.tokens)))
    if (round > 0) readings[name].push(reading)
  }
}
const rows = report()
for (const { engine } of Object.values(sides)) await engine.close()
process.exit(exitStatus(rows, options))

function openSide(entry) {
  const threads = options.threads === '' ? null : Number(options.threads)
  return openAppEngine({ model: options.model, contextSize: CONTEXT, threads, entry })
}

async function read({ ask, messages }, prompt) {
  messages.length = 0
  const { promptTokens, reusedTokens, start, first } = await ask({ text: prompt, maxTokens: 1, seed: 7 })
  const chunks = messages.filter(({ type }) => type === 'reading').length + 1
  return { speed: ((promptTokens - reusedTokens) * 1000) / (first - start), chunks, promptTokens }
}

function report() {
  const rows = Object.fromEntries(
    Object.entries(readings).map(([name, all]) => [
      name,
      {
        'tokens/s': Number(median(all.map(({ speed }) => speed)).toFixed(1)),
        chunks: median(all.map(({ chunks }) => chunks)),
      },
    ]),
  )
  const ratio = Number((rows.chunked['tokens/s'] / rows['at once']['tokens/s']).toFixed(3))
  Object.assign(rows.chunked, { ratio, ...atLeast(LIMIT, ratio) })
  const { threads } = sides.chunked.engine.status().details
  const [{ promptTokens }] = readings.chunked
  const [load] = os.loadavg()
  if (options.json) console.log(JSON.stringify({ model: options.model, threads, promptTokens, load, rows }))
  else {
    console.log(
      `${options.model}, ${threads} threads, about ${promptTokens} tokens, medians of ${options.rounds} rounds, load ${load}`,
    )
    console.table(rows)
  }
  return rows
}
