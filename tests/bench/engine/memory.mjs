/*
 * Memory of the engine process over a long chat, beside what its parts must take: the model (its mapped file and the copy
 * in the processor's own order), the context (cells and compute buffers), and 150 MB. Limits: at most 1.10 of that, and no
 * growth after the twentieth turn, give or take 5 MB: until then each thread's part of the heap gets its first pages, which
 * are large. A shorter chat says nothing of growth. Linux only.
 *
 *   node tests/bench/engine/memory.mjs [--model starter|tiny|gemma-2b|FILE] [--turns N] [--threads N] [--json]
 *     [--strict]
 */
import { readFileSync } from 'node:fs'
import os from 'node:os'
import { parseArgs } from 'node:util'
import { memoryParts, modelNamed, openAppEngine } from '../app-engine.mjs'
import { atMost, exitStatus, STRICT } from '../limits.mjs'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'starter' },
    turns: { type: 'string', default: '50' },
    threads: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    ...STRICT,
  },
})
const MB = 1024 ** 2
const OTHER_MB = 150
const MOST = 1.1
const WARM_TURNS = 20
/** Growth that is none: garbage that was not collected yet. */
const FLAT_MB = 5
const threads = options.threads === '' ? null : Number(options.threads)
const app = await openAppEngine({ model: options.model, threads })
const status = app.engine.status()
const measured = await chat(Number(options.turns))
await app.engine.close()
const rows = report(measured, await partsInMb())
process.exit(exitStatus(rows, options))

/** Resident megabytes after each turn of one chat that is kept whole. */
async function chat(count) {
  const turns = []
  const resident = []
  for (let turn = 0; turn < count; turn += 1) {
    turns.push({
      role: 'user',
      text: `${turn}. The fox crossed river ${turn * 7} and rested. What came next, in turn ${turn}?`,
    })
    const reply = await app.ask({ turns, maxTokens: 48, seed: turn })
    if (reply.reason === 'prompt-too-long') break
    turns.push({ role: 'assistant', text: reply.text })
    resident.push(residentMb(app.pid()))
  }
  return resident
}

function residentMb(pid) {
  return Number(/^Rss:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1024
}

/** As the library itself counts them, in a process that loads the same with nothing around it. */
async function partsInMb() {
  const { model, context, ...shape } = await memoryParts(modelNamed(options.model), status)
  const { sequences, flashAttention } = status.details
  if (shape.sequences !== sequences || shape.flashAttention !== flashAttention)
    throw new Error(`The parts are those of another context: ${JSON.stringify(shape)}`)
  return { model: model / MB, context: context / MB, other: OTHER_MB }
}

function report(resident, parts) {
  const limit = parts.model + parts.context + parts.other
  const last = resident.at(-1)
  const rows = {
    'resident after the last turn (MB)': row(last, limit, MOST),
    ...(resident.length > WARM_TURNS && {
      [`growth after turn ${WARM_TURNS} (MB)`]: row(last - resident[WARM_TURNS - 1], FLAT_MB, 1),
    }),
  }
  const [load] = os.loadavg()
  if (options.json)
    console.log(JSON.stringify({ model: options.model, turns: resident.length, load, parts, resident, rows }))
  else {
    console.log(
      `${options.model}, ${resident.length} turns, ${status.contextSize} tokens × ${status.details.sequences}, load ${load}`,
    )
    console.table(rows)
    console.table(Object.fromEntries(Object.entries(parts).map(([name, mb]) => [name, Math.round(mb)])))
  }
  return rows
}

function row(measuredMb, besideMb, limit) {
  const ratio = Number((measuredMb / besideMb).toFixed(3))
  return { measured: Math.round(measuredMb), beside: Math.round(besideMb), ratio, ...atMost(limit, ratio) }
}
