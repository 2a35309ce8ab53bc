/*
 * Time from a real key press to the painted quick window with the focus in its field, idle and while an answer is written,
 * how long a second start that only opens it takes, and what the hidden window costs. Needs a screen with a window manager (DISPLAY), xdotool and a build.
 * As root Chromium has no sandbox, and the window shares less of its memory with others.
 *
 *   node tests/bench/quick/hotkey.mjs [--presses N] [--json]
 */
/* global window, document, requestAnimationFrame -- what is evaluated in the page */
import { _electron } from '@playwright/test'
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values: options } = parseArgs({
  options: { presses: { type: 'string', default: '25' }, json: { type: 'boolean', default: false } },
})
const HIDDEN_MS = 30_000
const SETTLE_MS = 10_000
/** After its use V8 cleans up behind the page, once; what is looked for is what goes on for ever. */
const REST_MS = 60_000
const root = join(import.meta.dirname, '../../..')
const home = mkdtempSync(join(os.tmpdir(), 'agate-hotkey-'))
mkdirSync(join(home, 'config/Agate'), { recursive: true })
writeFileSync(join(home, 'config/Agate/settings.json'), JSON.stringify({ firstRunDone: true }))
const electron = join(root, 'node_modules/.agate/electron/electron')
const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, 'config'), XDG_RUNTIME_DIR: home }
const app = await _electron.launch({ executablePath: electron, args: [...switches, root], env })
const main = await app.firstWindow()
while (app.windows().length < 2) await pause(50)
const quick = app.windows().find((page) => page !== main)
await quick.getByRole('textbox', { name: 'Quick question' }).waitFor({ state: 'attached' })
await quick.evaluate(() => {
  window.painted = () => {}
  window.agate.quick.opened(() => {
    const painted = () => {
      // Painted without the focus is not open yet.
      if (document.hasFocus() && document.activeElement?.tagName === 'TEXTAREA') {
        window.painted(performance.timeOrigin + performance.now())
      } else requestAnimationFrame(painted)
    }
    requestAnimationFrame(() => requestAnimationFrame(painted))
  })
})
await pause(3000)

const idle = await presses()
const handOver = await secondStarts()
press()
await pause(300)
await main.getByRole('textbox', { name: 'Message' }).fill('Tell a very long story about a fox, a river and a stone.')
await main.getByRole('textbox', { name: 'Message' }).press('Enter')
await main.getByRole('button', { name: /^Stop/u }).waitFor()
const writing = await presses()
const handOverWriting = await secondStarts()
await app.close()
const hidden = await cost()
report()
rmSync(home, { recursive: true, force: true })

async function presses() {
  const times = []
  for (let at = 0; at < Number(options.presses); at += 1) {
    // Asked once, before the press: to ask again and again would wake the processes that are measured.
    const painted = quick.evaluate(() => new Promise((resolve) => (window.painted = resolve)))
    await pause(50)
    const pressed = performance.timeOrigin + performance.now()
    press()
    times.push((await painted) - pressed)
    await pause(150)
    press()
    await pause(150)
  }
  return summary(times)
}

/** From the start of a second Agate with --quick-ask to its end, in milliseconds. */
async function secondStarts() {
  const times = []
  for (let start = 0; start < 30; start += 1) {
    const began = performance.now()
    const child = spawn(electron, [...switches, root, '--quick-ask'], { env, stdio: 'ignore' })
    await new Promise((resolve) => child.once('exit', resolve))
    times.push(performance.now() - began)
  }
  return summary(times)
}

function summary(times) {
  times.sort((a, b) => a - b)
  const at = (share) => Math.round(times[Math.floor((times.length - 1) * share)])
  return { p50: at(0.5), p95: at(0.95), most: at(1) }
}

/**
 * What the window's process costs after it was used and hidden, in an Agate without a driver, which costs something itself:
 * its memory in MB (`smaps_rollup`) and what it used of the processor in thirty seconds, in milliseconds. Of the memory
 * `privateMB` would be free without the window; most of it is Chromium's program, which nobody else has in memory while
 * there is no other page. `shareMB` counts its share of what others use too, `anonymousMB` what is in no file.
 */
async function cost() {
  const child = spawn(electron, [...switches, root, '--hidden'], { env, stdio: 'ignore' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await pause(SETTLE_MS)
  press()
  await pause(1000)
  press()
  await pause(REST_MS)
  const pid = rendererOf(child.pid)
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const kB = (name) => Number(new RegExp(`^${name}: +(\\d+) kB`, 'mu').exec(rollup)?.[1])
  const before = processorMs(pid)
  await pause(HIDDEN_MS)
  const cpuMs = processorMs(pid) - before
  child.kill()
  await ended
  return {
    privateMB: Math.round((kB('Private_Clean') + kB('Private_Dirty')) / 1000),
    shareMB: Math.round(kB('Pss') / 1000),
    residentMB: Math.round(kB('Rss') / 1000),
    anonymousMB: Math.round(kB('Anonymous') / 1000),
    cpuMs: Math.round(cpuMs * 10) / 10,
  }
}

/** Hidden from the start, an Agate has one page. */
function rendererOf(parent) {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ').filter(Boolean)
  for (const pid of children) {
    if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) return pid
    const below = rendererOf(pid)
    if (below !== null) return below
  }
  return null
}

/** Of all its threads, to the nanosecond: the ticks of `stat` are 10 ms each. */
function processorMs(pid) {
  const threads = readdirSync(`/proc/${pid}/task`)
  const spent = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  )
  return spent.reduce((sum, ns) => sum + ns / 1e6, 0)
}

function press() {
  execFileSync('xdotool', ['key', '--clearmodifiers', 'alt+shift+space'])
}

function report() {
  const [load] = os.loadavg()
  if (options.json) console.log(JSON.stringify({ idle, writing, handOver, handOverWriting, hidden, load }))
  else {
    console.log(`from key press to painted, in ms, ${options.presses} presses each; load ${load.toFixed(2)}`)
    console.table({
      idle,
      'while an answer is written': writing,
      'a second start with --quick-ask': handOver,
      'that, while an answer is written': handOverWriting,
    })
    console.log(
      `hidden: ${hidden.privateMB} MB of its own (${hidden.anonymousMB} MB of them the page's), ${hidden.shareMB} MB with its share (limit 60), ${hidden.residentMB} MB resident, ${hidden.cpuMs} ms of the processor in ${HIDDEN_MS / 1000} s`,
    )
  }
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
