/*
 * Memory of the engine process over a long chat, beside what its parts must take: the model (its mapped file and the copy
 * in the processor's own order), the context (cells and compute buffers), and 150 MB. Limits: at most 1.10 of that, and no
 * growth after the tenth turn. Linux only.
 *
 *   node tests/bench/engine/memory.mjs [--model starter|tiny|gemma-2b|FILE] [--turns N] [--threads N] [--json]
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import os from 'node:os'
import { parseArgs } from 'node:util'
import { modelNamed, openAppEngine } from '../app-engine.mjs'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'starter' },
    turns: { type: 'string', default: '50' },
    threads: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
})
const MB = 1024 ** 2
const OTHER_MB = 150
const threads = options.threads === '' ? null : Number(options.threads)
const app = await openAppEngine({ model: options.model, threads })
const { contextSize, details } = app.engine.status()
const measured = await chat(Number(options.turns))
await app.engine.close()
report(measured, await partsInMb())
process.exit(0)

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
  const child = fork(new URL('memory-parts.mjs', import.meta.url))
  child.send({ path: modelNamed(options.model), contextSize, sequences: details.sequences, threads: details.threads })
  const [parts] = await once(child, 'message')
  return { model: parts.model / MB, context: parts.context / MB, other: OTHER_MB }
}

function report(resident, parts) {
  const limit = parts.model + parts.context + parts.other
  const last = resident.at(-1)
  const rows = {
    'resident after the last turn (MB)': row(last, limit),
    'growth after the tenth turn (MB)': row(last - resident[Math.min(9, resident.length - 1)], 0),
  }
  const [load] = os.loadavg()
  if (options.json) console.log(JSON.stringify({ model: options.model, turns: resident.length, load, parts, resident }))
  else {
    console.log(
      `${options.model}, ${resident.length} turns, ${contextSize} tokens × ${details.sequences}, load ${load}`,
    )
    console.table(rows)
    console.table(Object.fromEntries(Object.entries(parts).map(([name, mb]) => [name, Math.round(mb)])))
  }
}

function row(measuredMb, besideMb) {
  const ratio = besideMb === 0 ? null : Number((measuredMb / besideMb).toFixed(3))
  return { measured: Math.round(measuredMb), beside: Math.round(besideMb), ratio }
}
