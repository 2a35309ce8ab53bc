/*
 * How long parts should be, and how many should be worked on at once: seconds for each 1,000 tokens of a document, of which every
 * part is read and noted, through Agate's engine. With random weights nothing ends by itself, so each part gets as many tokens of
 * notes as its length asks for. Layouts are LANESxTOKENS; the lanes hold the instructions already, as they do after the first parts.
 *
 *   node tests/bench/summary/parts.mjs [--model gemma-2b|starter|FILE] [--layout 2x2400 --layout 4x1200 …] [--waves 2] [--json]
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import { openAppEngine } from '../app-engine.mjs'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'gemma-2b' },
    layout: { type: 'string', multiple: true, default: ['2x2400', '4x1200'] },
    waves: { type: 'string', default: '2' },
    threads: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
})
/** As `electron/summary/prompts/map-prompt.ts`: a note of 24 tokens for each 240 tokens of text. */
const NOTE_SHARE = 0.1
const INSTRUCTIONS = 420
/** Sentences by which the tokens of a text are estimated. */
const SAMPLE = 24

const { engine, ask, messages } = await openAppEngine({ model: options.model, threads: Number(options.threads) })
await ask({ text: 'Hello', maxTokens: 1 })
const { sequences } = engine.status().details
const beginning = await textOf(INSTRUCTIONS, 'instructions')
const rows = []
for (const layout of options.layout) rows.push({ layout, ...(await measure(...layout.split('x').map(Number))) })
report()
await engine.close()
process.exit(0)

async function measure(lanes, tokens) {
  if (lanes > sequences) throw new Error(`The engine has ${sequences} lanes`)
  const count = lanes * Number(options.waves)
  const texts = []
  for (let part = 0; part < count; part += 1) texts.push(await textOf(tokens, `part ${tokens}.${part}`))
  await inLanes(lanes, Array(lanes).fill(''), 1)
  messages.length = 0
  const began = performance.now()
  const generated = await inLanes(lanes, texts, Math.round(tokens * NOTE_SHARE))
  const seconds = (performance.now() - began) / 1000
  const prompts = messages.filter(({ type }) => type === 'prompt')
  const evaluated = prompts.reduce((sum, { promptTokens, reusedTokens }) => sum + promptTokens - reusedTokens, 0)
  const document = count * tokens
  return {
    parts: count,
    evaluated,
    generated,
    secondsPer1000Tokens: Number(((1000 * seconds) / document).toFixed(2)),
    secondsPerPart: Number((seconds / count).toFixed(1)),
  }
}

/** How many tokens were written. As quick questions, because background work leaves a lane to the person. */
async function inLanes(lanes, texts, maxTokens) {
  const waiting = [...texts]
  let generated = 0
  const lane = async () => {
    while (waiting.length > 0) {
      const text = `${beginning}\n${waiting.shift()}`
      const { tokens } = await ask({ text, maxTokens, temperature: 1, seed: 7, priority: 'quick' })
      generated += tokens
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return generated
}

/** About as many tokens, different from the first word on. */
async function textOf(tokens, name) {
  const sentence = (at) => `In ${name} day ${at} the fox crossed river ${(at * 7) % 97} and rested.`
  const sample = Array.from({ length: SAMPLE }, (_, at) => sentence(at)).join(' ')
  const [counted] = await engine.countTokens([sample], new AbortController().signal)
  const count = Math.round((tokens * SAMPLE) / counted)
  return Array.from({ length: count }, (_, at) => sentence(at)).join(' ')
}

function report() {
  const [load] = os.loadavg()
  const [first] = rows
  const compared = rows.map((row) => ({
    ...row,
    ratio: Number((row.secondsPer1000Tokens / first.secondsPer1000Tokens).toFixed(3)),
  }))
  if (options.json) console.log(JSON.stringify({ model: options.model, load, rows: compared }))
  else {
    console.log(`${options.model}, ${options.threads} threads, load ${load}; ratio to the first layout`)
    console.table(compared)
  }
}
