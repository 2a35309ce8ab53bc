/*
 * Memory of the window over many turns, ten to a conversation, with a scripted engine: the page's own heap, its
 * process and that of the quick window, after a collection of garbage and with caches given back. Limit: 20 MB from the hundredth turn on. Needs a screen (DISPLAY) and a build.
 *
 *   node tests/bench/engine/window-growth.mjs [--turns N] [--json] [--strict]
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import { atMost, exitStatus, STRICT } from '../limits.mjs'
import { openWindow } from '../open-window.mjs'

const { values: options } = parseArgs({
  options: { turns: { type: 'string', default: '1000' }, json: { type: 'boolean', default: false }, ...STRICT },
})
const TURNS_EACH = 10
const WARM = 100
const MB = 1024 ** 2
const LIMIT_MB = 20

const { app, page, composer, close } = await openWindow({
  scenario: { replies: [{ tokens: { repeat: 'The fox crossed the **river** and rested. ', times: 12 } }] },
})
const devtools = await page.context().newCDPSession(page)
const samples = []
for (let turn = 1; turn <= Number(options.turns); turn += 1) {
  if (turn % TURNS_EACH === 1) await page.keyboard.press('Control+N')
  await composer.fill(`Question ${turn}: what did the fox do then?`)
  await composer.press('Enter')
  const position = ((turn - 1) % TURNS_EACH) + 1
  // A reply that has ended has its figures under it.
  await page
    .getByText(/tokens\/s|tokens ·|\d tokens/u)
    .nth(position - 1)
    .waitFor()
  if (turn % WARM === 0) samples.push({ turn, ...(await memory()) })
}
const rows = report()
await close()
process.exit(exitStatus(rows, options))

async function memory() {
  // Caches are given back when memory is short: what stays is what has grown.
  await devtools.send('Memory.simulatePressureNotification', { level: 'critical' })
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  const kilobytes = await app.evaluate(({ app: electron, BrowserWindow }) => {
    const metrics = electron.getAppMetrics()
    const sizeOf = ({ webContents }) =>
      metrics.find(({ pid }) => pid === webContents.getOSProcessId())?.memory.workingSetSize ?? 0
    const [shown, hidden] = BrowserWindow.getAllWindows().sort((a, b) => Number(b.isVisible()) - Number(a.isVisible()))
    return { window: sizeOf(shown), quick: sizeOf(hidden) }
  })
  return { heapMb: usedSize / MB, windowMb: kilobytes.window / 1024, quickMb: kilobytes.quick / 1024 }
}

function report() {
  const [first] = samples
  const last = samples.at(-1)
  const grown = (name) => Number((last[name] - first[name]).toFixed(1))
  const growth = Object.fromEntries(
    ['heapMb', 'windowMb', 'quickMb'].map((name) => [name, { mb: grown(name), ...atMost(LIMIT_MB, grown(name)) }]),
  )
  const [load] = os.loadavg()
  if (options.json) console.log(JSON.stringify({ limitMb: LIMIT_MB, load, growth, samples }))
  else {
    console.log(`${last.turn} turns, load ${load}; growth from turn ${first.turn} on, limit ${LIMIT_MB} MB`)
    console.table(samples)
    console.table(growth)
  }
  return growth
}
