/*
 * From asking for a document to its first page, with a process kept ready and with one that must start, beside a bare Node
 * process that starts and says so. The limit is for the first.
 *
 *   node tests/bench/documents/first-page.mjs [--rounds N] [--json]
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildForNode } from '../../support/build-for-node.mjs'

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, json: { type: 'boolean', default: false } },
})
const LIMIT_MS = 100

const built = await buildForNode('bench-first-page', {
  'ask-once': 'tests/bench/documents/ask-once.ts',
  room: 'electron/documents/room/process/room.ts',
})
const { timeToFirstPage } = await import(built('ask-once'))
const bare = built('bare')
writeFileSync(bare, "process.send('ready', () => process.exit(0))")

const times = { ready: [], starting: [], bareNode: [] }
for (let round = 0; round < Number(options.rounds); round += 1) {
  times.ready.push(await timeToFirstPage(built('room'), true))
  times.starting.push(await timeToFirstPage(built('room'), false))
  const start = performance.now()
  await once(fork(bare), 'message')
  times.bareNode.push(performance.now() - start)
}
const median = (list) => Math.round(list.sort((a, b) => a - b)[list.length >> 1])
const table = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]))
if (options.json) console.log(JSON.stringify({ milliseconds: table, limit: LIMIT_MS }))
else console.table({ ...table, limit: LIMIT_MS })
process.exit(0)
