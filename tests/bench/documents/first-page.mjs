/*
 * From asking for a document to its first page, with a process kept ready and with one that must start, beside a bare Node
 * process that starts and says so. The limit is for the first.
 *
 *   node tests/bench/documents/first-page.mjs [--rounds N] [--json]
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'

const root = join(import.meta.dirname, '../../..')
const built = join(root, 'out/bench-documents')
const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, json: { type: 'boolean', default: false } },
})
const LIMIT_MS = 100

await build({
  configFile: false,
  root,
  logLevel: 'warn',
  build: {
    ssr: true,
    outDir: built,
    target: 'node20.18',
    rollupOptions: {
      external: ['tesseract.js-core/tesseract-core-simd-lstm.js'],
      input: {
        'ask-once': join(root, 'tests/bench/documents/ask-once.ts'),
        room: join(root, 'electron/documents/room/process/room.ts'),
      },
    },
  },
  ssr: { noExternal: true, external: ['tesseract.js-core'] },
})
const { timeToFirstPage } = await import(join(built, 'ask-once.js'))
const bare = join(built, 'bare.mjs')
writeFileSync(bare, "process.send('ready', () => process.exit(0))")

const times = { ready: [], starting: [], bareNode: [] }
for (let round = 0; round < Number(options.rounds); round += 1) {
  times.ready.push(await timeToFirstPage(join(built, 'room.js'), true))
  times.starting.push(await timeToFirstPage(join(built, 'room.js'), false))
  const start = performance.now()
  await once(fork(bare), 'message')
  times.bareNode.push(performance.now() - start)
}
const median = (list) => Math.round(list.sort((a, b) => a - b)[list.length >> 1])
const table = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]))
if (options.json) console.log(JSON.stringify({ milliseconds: table, limit: LIMIT_MS }))
else console.table({ ...table, limit: LIMIT_MS })
process.exit(0)
