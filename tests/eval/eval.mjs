/*
 * How good summaries are, by figures that need no judge. A report, not a test: it says what a model does on documents that are
 * made here or that a package ships.
 *
 *   npm run eval -- [--model FILE] [--length long] [--sentences 160] [--questions 8] [--file DOCUMENT …] [--json]
 *
 * `--questions`: how many of each set are asked; 0 for none. As it stands it takes less than ten minutes with the starter on two cores.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { needleReport } from './needle-report.mjs'
import { precision, rawNotes, recordReplies } from './raw-notes.mjs'
import { openWorkshop, STARTER } from './workshop.mjs'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: STARTER },
    length: { type: 'string', default: 'long' },
    sentences: { type: 'string', default: '160' },
    questions: { type: 'string', default: '8' },
    file: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
  },
})
const workshop = await openWorkshop({ model: options.model })
const { agate, engine } = workshop
const replies = recordReplies(engine)
const made = needleReport({ sentences: Number(options.sentences) })
const documents = [
  { name: 'needles.md', content: made.markdown, needles: made.needles },
  ...options.file.map((file) => ({ name: basename(file), content: readFileSync(file), needles: [] })),
]

const rows = []
for (const { name, content, needles } of documents) {
  const document = await workshop.read(name, content)
  replies.length = 0
  const end = await workshop.summarise(document, { length: options.length })
  if (end.summary === null) throw new Error(`${name}: ${end.type}`)
  rows.push({ name, ...measure(document, end.summary, await rawNotes(workshop, document, replies), needles) })
}
await engine.close()
if (options.questions !== '0') rows.push(...questionRows())
if (options.json) console.log(JSON.stringify(rows, null, 2))
else {
  table(rows)
  console.log(`\nload ${loadavg()[0].toFixed(1)}`)
}
process.exit(0)

function measure(document, summary, raw, needles) {
  const notes = summary.sections.flatMap(({ points }) => points)
  const shown = [summary.gist, ...[...summary.points, ...notes].map(({ text }) => text)]
  const { numbers, names } = precision(raw)
  const told = ({ code }) => shown.some((text) => text.includes(code))
  return {
    'parts read': `${summary.parts.done} of ${summary.parts.total}`,
    complete: summary.complete,
    'lines before the gate': raw.length,
    'pass the gate': share(raw.filter(({ passes }) => passes).length, raw.length),
    'numbers right before it': percent(numbers),
    'names right before it': percent(names),
    'quoted instead': share(notes.filter(({ origin }) => origin === 'source').length, notes.length),
    'needles told': share(needles.filter(told).length, needles.length),
    'by decile': deciles(needles, told),
    'sections told of': share(summary.sections.filter(isTold(summary)).length, summary.sections.length),
    'frequent terms told': share(...termsTold(document, shown)),
    'most alike statements': likeness(shown),
    'tokens per page': Math.round((summary.tokens.evaluated + summary.tokens.generated) / document.pages.length),
    'prompt tokens reused': summary.tokens.reused,
    'seconds per page': (summary.seconds / document.pages.length).toFixed(1),
  }
}

/** In a process of its own, which has a database and an engine of its own. */
function questionRows() {
  const args = ['--model', options.model, '--most', options.questions, '--json']
  const { stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'questions.mjs'), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const report = JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1))
  return Object.entries(report).flatMap(([title, sets]) =>
    Object.entries(sets).map(([set, figures]) => ({ name: `${title}: ${set}`, ...figures })),
  )
}

function deciles(needles, told) {
  return Array.from({ length: 10 }, (_, decile) => {
    const here = needles.filter(({ place }) => Math.floor(place * 10) === decile)
    return here.length === 0 ? '-' : `${here.filter(told).length}/${here.length}`
  }).join(' ')
}

/** It has a point, or the gist or a main point rests on its pages. */
function isTold({ gistCitations = [], points }) {
  const cited = [...gistCitations, ...points.flatMap(({ citations }) => citations)]
  return ({ points: own, pages: [from, to] }) => own.length > 0 || cited.some(({ page }) => from <= page && page <= to)
}

/** Of the hundred words that most sentences share, not counting those of nearly all. */
function termsTold(document, shown) {
  const counts = new Map()
  for (const { text } of agate.sentencesOf(document)) {
    for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const terms = [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 100)
    .map(([word]) => word)
  const said = new Set(shown.flatMap(wordsOf))
  return [terms.filter((word) => said.has(word)).length, terms.length]
}

/** The largest share of words that two of the texts have in common. */
function likeness(texts) {
  const sets = texts.map((text) => new Set(wordsOf(text)))
  const pairs = sets.flatMap((a, at) => sets.slice(at + 1).map((b) => [a, b]))
  const shares = pairs.map(
    ([a, b]) => [...a].filter((word) => b.has(word)).length / Math.max(1, new Set([...a, ...b]).size),
  )
  return percent(Math.max(0, ...shares))
}

function wordsOf(text) {
  return text.toLowerCase().match(/\p{L}{4,}/gu) ?? []
}

function share(part, whole) {
  return whole === 0 ? '-' : `${percent(part / whole)} (${part} of ${whole})`
}

function percent(value) {
  return value === null ? '-' : `${(value * 100).toFixed(0)} %`
}

function table(rows) {
  for (const { name, ...figures } of rows) {
    console.log(`\n${name}`)
    for (const [what, figure] of Object.entries(figures)) console.log(`  ${what.padEnd(24)} ${figure}`)
  }
}
