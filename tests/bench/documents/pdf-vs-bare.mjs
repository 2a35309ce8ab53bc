/*
 * Reading a long PDF with everything Agate does (order, paragraphs, headings, running lines, verdicts) beside bare pdf.js, which
 * only gives its items. Each in a process of its own, in turns, so that a busy machine slows both.
 *
 *   node tests/bench/documents/pdf-vs-bare.mjs [--pages N] [--rounds N] [--json]
 */
import { fork } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'

const root = join(import.meta.dirname, '../../..')
const built = join(root, 'out/bench-documents')
const { values: options } = parseArgs({
  options: {
    pages: { type: 'string', default: '2400' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
})
const PAGES = Number(options.pages)
const LOOK_EVERY_MS = 50
const MEGABYTE = 1024 * 1024

await build({
  configFile: false,
  root,
  logLevel: 'warn',
  build: {
    ssr: true,
    outDir: built,
    target: 'node20.18',
    rollupOptions: { input: join(root, 'tests/bench/documents/read-once.ts') },
  },
  ssr: { noExternal: true },
})
const { writeLongPdf } = await import(join(built, 'read-once.js'))
const file = join(tmpdir(), `agate-bench-${process.pid}.pdf`)
writeFileSync(file, writeLongPdf(PAGES))
const results = { agate: [], bare: [] }
try {
  for (let round = 0; round < Number(options.rounds); round += 1) {
    for (const side of round % 2 === 0 ? ['agate', 'bare'] : ['bare', 'agate']) results[side].push(await measure(side))
  }
} finally {
  rmSync(file)
}
report()

/** CPU seconds and peak memory of a process that reads the file once. */
function measure(side) {
  return new Promise((resolve, reject) => {
    const child = fork(join(built, 'read-once.js'), [side, file], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
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
      if (pages !== PAGES) reject(new Error(`${pages} pages`))
      resolve({ pagesPerCpuSecond: pages / cpuSeconds, peakMegabytes: peak / MEGABYTE })
    })
  })
}

function report() {
  const median = (rows, key) => rows.map((row) => row[key]).sort((a, b) => a - b)[rows.length >> 1]
  const row = (rows) => ({
    pagesPerCpuSecond: Math.round(median(rows, 'pagesPerCpuSecond')),
    peakMegabytes: Math.round(median(rows, 'peakMegabytes')),
  })
  const table = { agate: row(results.agate), bare: row(results.bare) }
  if (options.json) console.log(JSON.stringify({ pages: PAGES, ...table }))
  else console.table(table)
}
