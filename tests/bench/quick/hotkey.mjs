/*
 * Time from a real key press to the painted quick window with the focus in its field, idle and while an answer is written,
 * and what the hidden window costs. Needs a screen with a window manager (DISPLAY), xdotool and a build.
 *
 *   node tests/bench/quick/hotkey.mjs [--presses N] [--json]
 */
/* global window, requestAnimationFrame -- what is evaluated in the page */
import { _electron } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values: options } = parseArgs({
  options: { presses: { type: 'string', default: '25' }, json: { type: 'boolean', default: false } },
})
const root = join(import.meta.dirname, '../../..')
const home = mkdtempSync(join(os.tmpdir(), 'agate-hotkey-'))
mkdirSync(join(home, 'config/Agate'), { recursive: true })
writeFileSync(join(home, 'config/Agate/settings.json'), JSON.stringify({ firstRunDone: true }))
const app = await _electron.launch({
  executablePath: join(root, 'node_modules/.agate/electron/electron'),
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root],
  env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, 'config'), XDG_RUNTIME_DIR: home },
})
const main = await app.firstWindow()
while (app.windows().length < 2) await pause(50)
const quick = app.windows().find((page) => page !== main)
await quick.getByRole('textbox', { name: 'Quick question' }).waitFor({ state: 'attached' })
await quick.evaluate(() => {
  window.painted = []
  window.agate.quick.opened(() => {
    requestAnimationFrame(() =>
      requestAnimationFrame(() => window.painted.push(performance.timeOrigin + performance.now())),
    )
  })
})
await pause(3000)

const idle = await presses()
await main.getByRole('textbox', { name: 'Message' }).fill('Tell a very long story about a fox, a river and a stone.')
await main.getByRole('textbox', { name: 'Message' }).press('Enter')
await main.getByRole('button', { name: /^Stop/u }).waitFor()
const writing = await presses()
const hidden = await cost()
report()
await app.close()
rmSync(home, { recursive: true, force: true })

async function presses() {
  const times = []
  for (let press = 0; press < Number(options.presses); press += 1) {
    const before = await quick.evaluate(() => window.painted.length)
    const pressed = performance.timeOrigin + performance.now()
    execFileSync('xdotool', ['key', '--clearmodifiers', 'alt+shift+space'])
    let painted
    while (painted === undefined) painted = await quick.evaluate((index) => window.painted[index], before)
    times.push(painted - pressed)
    await pause(150)
    execFileSync('xdotool', ['key', '--clearmodifiers', 'alt+shift+space'])
    await pause(150)
  }
  times.sort((a, b) => a - b)
  const at = (share) => Math.round(times[Math.floor((times.length - 1) * share)])
  return { p50: at(0.5), p95: at(0.95), most: at(1) }
}

/** Memory of the hidden window's process, without what it shares, and what it uses of the processor over two seconds. */
async function cost() {
  const url = quick.url()
  const metrics = () =>
    app.evaluate(({ app: electron, BrowserWindow }, address) => {
      const pid = BrowserWindow.getAllWindows()
        .find((one) => one.webContents.getURL() === address)
        ?.webContents.getOSProcessId()
      const found = electron.getAppMetrics().find((one) => one.pid === pid)
      return { cpu: found?.cpu.percentCPUUsage, kB: found?.memory.workingSetSize }
    }, url)
  await metrics()
  await pause(2000)
  const { cpu, kB } = await metrics()
  return { cpuPercent: Number(cpu.toFixed(1)), workingSetMB: Math.round(kB / 1000) }
}

function report() {
  const [load] = os.loadavg()
  if (options.json) console.log(JSON.stringify({ idle, writing, hidden, load }))
  else {
    console.log(`from key press to painted, in ms, ${options.presses} presses each; load ${load.toFixed(2)}`)
    console.table({ idle, 'while an answer is written': writing })
    console.log(`hidden: ${hidden.workingSetMB} MB working set, ${hidden.cpuPercent} % of a core`)
  }
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
