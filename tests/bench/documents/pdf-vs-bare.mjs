/*
 * Reading PDFs with everything Agate does (order, paragraphs, headings, running lines, hidden letters, verdicts) beside bare
 * pdf.js, which only gives its items. Each in a process of its own, in turns, so that a busy machine slows both. The time is
 * the processor's, from the bytes to the text; loading the program comes before, for Agate keeps a process ready.
 *
 *   node tests/bench/documents/pdf-vs-bare.mjs [--pages N] [--rounds N] [--node] [--json] [FILE...]
 *
 * Without files it reads one of N pages that it writes itself. It runs in the JavaScript engine of Electron, as Agate does, which
 * is a third quicker at this than that of Node 20 (`--node` for the latter).
 */
import { fork } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildForNode } from '../../support/build-for-node.mjs'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pages: { type: 'string', default: '2400' },
    rounds: { type: 'string', default: '3' },
    node: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const LIMITS = { pagesPerCpuSecond: 150, peakMegabytes: 400 }
const LOOK_EVERY_MS = 50
const MEGABYTE = 1024 * 1024
const electron = join(import.meta.dirname, '../../../node_modules/.agate/electron/electron')
const runtime = options.node ? {} : { execPath: electron, env: { ELECTRON_RUN_AS_NODE: '1' } }

const built = await buildForNode('bench-documents', { 'read-once': 'tests/bench/documents/read-once.ts' })
const { writeLongPdf } = await import(built('read-once'))
const written = join(tmpdir(), `agate-bench-${process.pid}.pdf`)
writeFileSync(written, writeLongPdf(Number(options.pages)))
const table = {}
try {
  for (const file of positionals.length === 0 ? [written] : positionals) table[basename(file)] = await compare(file)
} finally {
  rmSync(written)
}
if (options.json) console.log(JSON.stringify({ table, limits: LIMITS }))
else {
  console.table(table)
  console.log(`limits: ${JSON.stringify(LIMITS)}, load ${loadavg()[0].toFixed(1)}`)
}

async function compare(file) {
  const results = { agate: [], bare: [] }
  for (let round = 0; round < Number(options.rounds); round += 1) {
    for (const side of round % 2 === 0 ? ['agate', 'bare'] : ['bare', 'agate']) {
      results[side].push(await measure(side, file))
    }
  }
  const median = (side, key) => results[side].map((row) => row[key]).sort((a, b) => a - b)[results[side].length >> 1]
  return {
    pages: results.agate[0].pages,
    agate: Math.round(median('agate', 'pagesPerCpuSecond')),
    bare: Math.round(median('bare', 'pagesPerCpuSecond')),
    ratio: Number((median('agate', 'pagesPerCpuSecond') / median('bare', 'pagesPerCpuSecond')).toFixed(2)),
    agateMegabytes: Math.round(median('agate', 'peakMegabytes')),
    bareMegabytes: Math.round(median('bare', 'peakMegabytes')),
  }
}

/** CPU seconds and peak memory of a process that reads the file once. */
function measure(side, file) {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'ignore', 'ignore', 'ipc']
    const child = fork(built('read-once'), [side, file], { stdio, ...runtime })
    let peak = 0
    const looking = setInterval(() => {
      try {
        peak = Math.max(peak, Number(readFileSync(`/proc/${child.pid}/statm`, 'utf8').split(' ')[1]) * 4096)
      } catch {
        // It has just ended.
      }
    }, LOOK_EVERY_MS)
    child.once('message', ({ pages, cpuSeconds }) => {
      clearInterval(looking)
      resolve({ pages, pagesPerCpuSecond: pages / cpuSeconds, peakMegabytes: peak / MEGABYTE })
    })
    child.once('exit', (code) => {
      if (code !== 0) reject(new Error(`reading ended with ${code}`))
    })
  })
}
