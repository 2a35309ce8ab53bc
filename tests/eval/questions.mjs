/*
 * Finds passages for questions, and answers them with a model.
 *
 *   node tests/eval/questions.mjs [--model FILE] [--only retrieval] [--most QUESTIONS of each set] [--json]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildForNode } from '../support/build-for-node.mjs'

const root = join(import.meta.dirname, '../..')
const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    only: { type: 'string' },
    most: { type: 'string', default: '100' },
    json: { type: 'boolean', default: false },
  },
})
const model = values.model ?? join(root, 'resources/models/SmolLM2-135M-Instruct.Q4_1.gguf')
const TEXTS = ['dompurify/README.md', 'semver/README.md', 'node-gyp/gyp/docs/UserDocumentation.md']
const FILLER = ['commander/Readme.md', 'tar/README.md', 'minipass/README.md', 'picomatch/README.md', 'got/readme.md']
const PLACES = [1, 3, 8]

const never = new AbortController().signal
const built = await buildForNode('eval-questions', {
  engine: 'electron/engine/process/engine.ts',
  path: 'tests/eval/questions-path.ts',
})
const agate = await import(built('path'))
const folder = mkdtempSync(join(tmpdir(), 'agate-eval-'))
const store = agate.openStore(folder)
const tools = { documents: new agate.DocumentStore(store.db), passages: new agate.PassageStore(store.db) }
const index = new agate.PassageIndex({ ...tools, log: () => undefined })
try {
  const packages = await take(await Promise.all(TEXTS.map((path) => read(path))))
  const filler = FILLER.map((path) => readFileSync(join(root, 'node_modules', path), 'utf8')).join('\n\n')
  const { document, asked } = agate.needles(filler)
  const hidden = await take([document])
  const sets = {
    'hand-written, package text': [packages, agate.ABOUT_PACKAGES],
    'needles, generated document': [hidden, asked],
  }
  const report = {
    'found among the best': await ofEach(sets, found),
    'let through as answers, of the sentences among the best': await ofEach(sets, letThrough),
  }
  if (values.only !== 'retrieval') {
    const engine = openEngine()
    const ask = (documents, questions) => answer(engine, documents, spread(questions, Number(values.most)))
    report[`answered by ${model.split('/').at(-1)}`] = await ofEach(sets, ask)
    await engine.close()
  }
  if (values.json) console.log(JSON.stringify(report))
  else {
    for (const [title, rows] of Object.entries(report)) print(title, rows)
    console.log(`load ${loadavg()[0].toFixed(1)}`)
  }
} finally {
  store.close()
  rmSync(folder, { recursive: true })
}

/** What `measure` says of each set, one after the other. */
async function ofEach(sets, measure) {
  const rows = {}
  for (const [name, [documents, questions]] of Object.entries(sets)) rows[name] = await measure(documents, questions)
  return rows
}

/** So many of them, from the first to the last. */
function spread(items, most) {
  const step = Math.max(1, items.length / most)
  return items.filter((_, at) => Math.floor(at / step) > Math.floor((at - 1) / step))
}

async function read(path) {
  const bytes = new Uint8Array(readFileSync(join(root, 'node_modules', path)))
  const pdfAssets = agate.readPdfAssets(join(root, 'node_modules/pdfjs-dist'))
  const name = path.split('/').at(-1)
  const text = await agate.readBytes({ bytes, name, password: null, pdfAssets, onPage: () => Promise.resolve() })
  return { ...text, name, sizeBytes: bytes.length, sha256: path }
}

/** Documents in a conversation of their own, ready to be asked about. */
async function take(documents) {
  const conversationId = agate.answered(store, 'Hello', 'Hello')
  const ids = documents.map((document) => agate.storeDocument(store, conversationId, document).id)
  await index.settled(never)
  const attachments = documents.map(({ name }, at) => ({
    name,
    state: 'ready',
    progress: null,
    document: tools.documents.info(ids[at], name),
  }))
  return { conversationId, ids, attachments }
}

/** Share of questions whose answer stands in one of the best passages. */
function found({ ids }, asked) {
  const at = asked.map(({ question, answer }) => {
    const { passages } = agate.findPassages(ids, agate.searchWords(question, []), tools)
    return passages.findIndex((sentences) => answer.test(sentences.map(({ text }) => text).join(' ')))
  })
  const shares = PLACES.map((most) => [
    `@${most}`,
    share(at.filter((place) => place >= 0 && place < most).length, at.length),
  ])
  return { questions: at.length, passages: tools.passages.count(ids), ...Object.fromEntries(shares) }
}

/** Of the sentences that answer, and of those beside them. */
function letThrough({ ids }, asked) {
  const sentences = asked.flatMap(({ question, answer }) => {
    const { passages } = agate.findPassages(ids, agate.searchWords(question, []), tools)
    const shown = passages.slice(0, PLACES.at(-1)).flat()
    const canAnswer = agate.canAnswer(question, shown)
    const read = shown.filter(({ isHeading }) => !isHeading)
    return read.map((one) => ({ answers: answer.test(one.text), passes: canAnswer(one.text, [one]) }))
  })
  const of = (kind) => {
    const among = sentences.filter(({ answers }) => answers === kind)
    return `${share(among.filter(({ passes }) => passes).length, among.length)} of ${among.length}`
  }
  return { questions: asked.length, answers: of(true), others: of(false) }
}

function openEngine() {
  const log = (level, message) => level === 'error' && console.error(message)
  const engine = new agate.EngineSupervisor({
    spawn: agate.forkEngine(built('engine'), log),
    log,
    settings: () => agate.MODEL_SETTINGS_DEFAULTS,
  })
  engine.useModel({ path: model, name: 'model', sizeBytes: 1, starter: false })
  return engine
}

async function answer(engine, { conversationId, attachments }, asked) {
  const questions = new agate.DocumentQuestions({
    ...{ ...tools, engine, index },
    attachments: () => attachments,
    allRead: () => Promise.resolve(attachments),
    summaryOf: () => null,
  })
  const began = performance.now()
  const ends = []
  for (const { question, answer, page } of asked) {
    const { text, from } = await written(questions.answer({ conversationId, text: question, history: [], scan: false }))
    const cites = from.citations.some(({ quote, page: cited }) => answer.test(quote) && (page ?? cited) === cited)
    ends.push({ says: answer.test(text) && from.found, cites, found: from.found, quoted: text.startsWith('“') })
    if (process.env.VERBOSE) console.log(`${question}\n  ${text}\n  ${cites}`)
  }
  const of = (test) => share(ends.filter(test).length, ends.length)
  return {
    questions: ends.length,
    'answer right': of(({ says }) => says),
    'answer or nearest sentence cited': of(({ cites }) => cites),
    'not found': of(({ found }) => !found),
    'seconds each': ((performance.now() - began) / 1000 / ends.length).toFixed(1),
  }
}

async function written(answer) {
  const events = answer(never)
  let text = ''
  let from = null
  for (;;) {
    const { done, value } = await events.next()
    if (done) return { text, from }
    if (value.type === 'text') text += value.text
    if (value.type === 'from-documents') from = value.fromDocuments
  }
}

function share(part, all) {
  return `${Math.round((100 * part) / all)} %`
}

function print(title, rows) {
  console.log(title)
  console.table(rows)
}
