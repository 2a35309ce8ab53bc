/*
 * A model on the computer's graphics card, and the same on its processor: layers on the card, memory taken there, and speed
 * through Agate's engine beside the library alone, in turns. Limit: ratios of 0.97. Walks down Agate's own ladder until the
 * model loads. Where there is no card it says so, measures nothing, and ends with status 2.
 *
 *   node tests/bench/engine/card.mjs [--model starter|tiny|gemma-2b|FILE] [--rounds N] [--software] [--json] [--strict]
 *
 * --software: takes a Vulkan card that is a program on the processor (Mesa's llvmpipe) for one, to try this benchmark.
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import { compareWithBare, openAppEngine, rungsHere } from '../app-engine.mjs'
import { atLeast, exitStatus, STRICT } from '../limits.mjs'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'starter' },
    rounds: { type: 'string', default: '3' },
    software: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    ...STRICT,
  },
})
const LIMIT = 0.97
const NO_CARD = 2
const MB = 1024 ** 2
/** Else the library passes over devices that are really processors. */
const env = options.software ? { GGML_VK_VISIBLE_DEVICES: '0' } : {}

const rungs = await rungsHere(env)
const onCard = rungs.filter(({ backend }) => backend !== 'cpu')
if (onCard.length === 0) {
  console.log('No graphics card that the engine can use was found on this computer. Nothing was measured.')
  process.exit(NO_CARD)
}
const rows = {
  card: await measure(onCard),
  processor: await measure(rungs.filter(({ backend }) => backend === 'cpu')),
}
report()
process.exit(
  exitStatus(
    Object.values(rows).flatMap(({ prefill, decode }) => [prefill, decode]),
    options,
  ),
)

async function measure(some) {
  const app = await openAppEngine({ model: options.model, threads: null, ladder: walkDown(some), env })
  const { device, details } = app.engine.status()
  const note = (message) => process.stderr.write(`${device}: ${message}\n`)
  const { value, error } = await compareWithBare(app, { rounds: Number(options.rounds), note })
  await app.engine.close()
  if (error) throw new Error(error.message)
  const judged = (row) => ({ ...row, ...atLeast(LIMIT, row.ratio) })
  const { layers, backend, flashAttention, cardMemory } = details
  return {
    ...{ device, backend, flashAttention, layers },
    cardMb: cardMemory && Math.round(cardMemory.ownBytes / MB),
    prefill: judged(value.prefill),
    decode: judged(value.decode),
  }
}

/** A ladder that goes to the next rung when the model cannot be loaded on one, as Agate's does. */
function walkDown(some) {
  let at = 0
  const next = () => (at += 1) < some.length
  return {
    choose: () => ({ rung: some[Math.min(at, some.length - 1)], notFaster: null, unchecked: null }),
    loading: () => undefined,
    loaded: () => undefined,
    ended: () => undefined,
    crashed: (_model, _rung, during) => during === 'load' && next(),
    failed: next,
  }
}

function report() {
  const [load] = os.loadavg()
  if (options.json) {
    console.log(JSON.stringify({ model: options.model, load, ...rows }))
    return
  }
  console.log(`${options.model}, medians of ${options.rounds} rounds, tokens per second, load ${load}`)
  for (const { device, backend, flashAttention, layers, cardMb, prefill, decode } of Object.values(rows)) {
    const memory = cardMb === null ? '' : `, ${cardMb} MB of the card’s memory`
    const flash = flashAttention ? 'with' : 'without'
    console.log(
      `${device} (${backend}, ${flash} flash attention): ${layers.offloaded} of ${layers.total} layers on a card${memory}`,
    )
    console.table({ prefill, decode })
  }
  const times = (what) => (rows.card[what].app / rows.processor[what].app).toFixed(2)
  console.log(`The card beside the processor: reading ${times('prefill')}, writing ${times('decode')}`)
}
