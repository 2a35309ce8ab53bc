/*
 * Reading and writing as the window shows them, from Enter to the painted text, beside the library alone in the same run
 * and in turns; and what the main process's event loop waits meanwhile. Limits: ratios of 0.97, and 20 ms at the 99th
 * percentile. Medians, and the fastest round of each: what else runs on the computer only ever slows a round down. With
 * --hidden the window is hidden after Enter, so that what is missing then is not painting. Needs a screen (DISPLAY) and
 * a build.
 *
 *   node tests/bench/engine/window-speed.mjs [--model starter|tiny|gemma-2b|FILE] [--threads N] [--sentences N] [--rounds N]
 *     [--hidden] [--json] [--strict]
 */
/* global window, document, requestAnimationFrame, MutationObserver -- what is evaluated in the page */
import os from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ask, markChecked, median, modelNamed, openBare } from '../app-engine.mjs'
import { atLeast, atMost, exitStatus, STRICT } from '../limits.mjs'
import { openWindow } from '../open-window.mjs'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'starter' },
    threads: { type: 'string', default: '' },
    sentences: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '3' },
    hidden: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    ...STRICT,
  },
})
const REPLY = 128
/** Between the pasted question and Enter: painting it, saving it as a draft and counting its tokens are over. */
const AT_REST_MS = 500
/**
 * How often main's event loop is looked at. A wait that begins and ends between two looks is not seen, so they are closer
 * than the limit; and each wakes two threads of Electron, so there are none while speed is measured, but a further answer.
 */
const LOOK_EVERY_MS = 10
const LIMIT = 0.97
const LOOP_LIMIT_MS = 20
/** Share of a core, in percent, below which Agate does nothing aside; and how long that may take to come. */
const AT_REST_PERCENT = 10
const PATIENCE_MS = 120_000
const model = modelNamed(options.model)
const threads = options.threads === '' ? null : Number(options.threads)
const { app, page, composer, close } = await openWindow({
  settings: { modelPath: model, maxReplyTokens: REPLY, modelSettings: { [model]: { threads, seed: 7 } } },
  prepare: (profile) => markChecked(join(profile, 'devices.json'), model),
})
await page.evaluate(watchAnswer, options.hidden)
await answerInWindow('Hello')
await atRest()
const { value: like } = await page.evaluate(() => window.agate.engine.status())
const bare = openBare(model, like)
await ask(bare, { text: 'Hello', maxTokens: 1 })
const rounds = []
for (let round = 0; round < Number(options.rounds); round += 1) {
  const [long, story] = [longQuestion(round), `Story ${round}: tell a long story about a fox and a river.`]
  const inWindow = async () => ({ read: await answerInWindow(long), write: await answerInWindow(story) })
  const alone = async () => ({ read: await answerAlone(long, 1), write: await answerAlone(story, REPLY) })
  const ours = round % 2 === 0 ? await inWindow() : null
  const theirs = await alone()
  rounds.push({ ours: ours ?? (await inWindow()), theirs, loopMs: await loopDelay(round) })
}
const rows = report()
await bare.close()
await close()
process.exit(exitStatus(rows, options))

/**
 * Runs in the page: notes when a longer answer was painted, and when its figures stand below it. Playwright would look for
 * them at every frame, which costs the engine a tenth of two cores.
 */
function watchAnswer(hidden) {
  window.paints = []
  // A hidden window gets no frames.
  const painted = hidden ? queueMicrotask : requestAnimationFrame
  const answer = () => [...document.querySelectorAll('[data-testid=answer-text]')].at(-1)?.textContent ?? ''
  const figures = () =>
    [...document.querySelectorAll('.num')].some(({ textContent }) => /^[\d,]+ tokens/u.test(textContent))
  new MutationObserver(() =>
    painted(() => {
      const { length } = answer()
      if (length > (window.paints.at(-1)?.length ?? 0)) window.paints.push({ at: performance.now(), length })
      if (length > 0 && figures()) window.answerEnds?.()
    }),
  ).observe(document.body, { subtree: true, childList: true, characterData: true })
}

/** The beginnings of quick actions are evaluated after the model is loaded, which takes a large one half a minute. */
async function atRest() {
  for (const began = performance.now(); performance.now() - began < PATIENCE_MS;) {
    const percent = await app.evaluate(({ app: electron }) =>
      electron.getAppMetrics().reduce((sum, { cpu }) => sum + cpu.percentCPUUsage, 0),
    )
    await new Promise((resolve) => setTimeout(resolve, 2 * AT_REST_MS))
    if (percent < AT_REST_PERCENT) return
  }
  throw new Error('Agate does not come to rest')
}

/** In a new conversation, so that nothing of it is in the context already. */
async function answerInWindow(text) {
  await page.keyboard.press('Control+N')
  await composer.fill(text)
  await new Promise((resolve) => setTimeout(resolve, AT_REST_MS))
  await page.evaluate(() => {
    window.paints = []
    window.answered = new Promise((resolve) => (window.answerEnds = resolve))
    document.addEventListener('keydown', () => (window.pressed = performance.now()), { once: true, capture: true })
  })
  await composer.press('Enter')
  if (options.hidden) await show(false)
  await page.evaluate(() => window.answered)
  if (options.hidden) await show(true)
  const seen = await page.evaluate(async () => {
    const { value: all } = await window.agate.conversations.list()
    const { value } = await window.agate.conversations.open({ id: all[0].id })
    const { paints, pressed } = window
    return {
      ...value.messages.at(-1).figures,
      first: paints[0].at,
      last: paints.at(-1).at,
      pressed,
      paints: paints.length,
    }
  })
  return {
    prefill: (seen.promptTokens * 1000) / (seen.first - seen.pressed),
    decode: ((seen.tokens - 1) * 1000) / (seen.last - seen.first),
    frames: seen.paints,
  }
}

/** What main's event loop waits at the 99th percentile while a question is read and answered. */
async function loopDelay(round) {
  await app.evaluate((_electron, resolution) => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    globalThis.loopDelay = monitorEventLoopDelay({ resolution })
    globalThis.loopDelay.enable()
  }, LOOK_EVERY_MS)
  await answerInWindow(`Journey ${longQuestion(round)}`)
  return app.evaluate((_electron, resolution) => {
    globalThis.loopDelay.disable()
    // What it records is the whole time from one timer to the next.
    return globalThis.loopDelay.percentile(99) / 1e6 - resolution
  }, LOOK_EVERY_MS)
}

function show(isShown) {
  return app.evaluate(({ BrowserWindow }, shown) => {
    const [main] = BrowserWindow.getAllWindows()
    if (shown) main.show()
    else main.hide()
  }, isShown)
}

async function answerAlone(text, maxTokens) {
  const { tokensPerSecond } = await ask(bare, { text, maxTokens, seed: 7 })
  return { prefill: bare.status().promptTokensPerSecond, decode: tokensPerSecond }
}

function longQuestion(round) {
  const days = Array.from(
    { length: Number(options.sentences) },
    (_, day) => `On day ${day} of journey ${round} the fox crossed river ${day}.`,
  )
  return `${round}. ${days.join(' ')} Where was it?`
}

function report() {
  const rounded = (value, digits) => Number(value.toFixed(digits))
  const compare = (what, which) => {
    const [ours, theirs] = ['ours', 'theirs'].map((who) => rounds.map((round) => round[who][which][what]))
    const fastest = [Math.max(...ours), Math.max(...theirs)]
    const ratio = rounded(median(ours) / median(theirs), 3)
    return {
      window: rounded(median(ours), 1),
      bare: rounded(median(theirs), 1),
      ratio,
      ...atLeast(LIMIT, ratio),
      'window, fastest': rounded(fastest[0], 1),
      'bare, fastest': rounded(fastest[1], 1),
      'ratio of these': rounded(fastest[0] / fastest[1], 3),
    }
  }
  const rows = { prefill: compare('prefill', 'read'), decode: compare('decode', 'write') }
  const loopMs = Math.max(...rounds.map((round) => round.loopMs))
  const loop = { loopMs: rounded(loopMs, 1), ...atMost(LOOP_LIMIT_MS, loopMs) }
  const frames = median(rounds.map(({ ours }) => ours.write.frames))
  const [load] = os.loadavg()
  if (options.json)
    console.log(JSON.stringify({ model: options.model, device: like.device, load, ...rows, frames, loop }))
  else {
    console.log(
      `${options.model}, ${like.device}, medians of ${options.rounds} rounds, tokens per second, load ${load}`,
    )
    console.table(rows)
    console.log(
      `${frames} frames for a reply; main's event loop waited ${loop.loopMs} ms at the 99th percentile (limit ${LOOP_LIMIT_MS}: ${loop.verdict})`,
    )
  }
  return { ...rows, loop }
}
