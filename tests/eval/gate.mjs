/*
 * How many true and false statements the gate lets pass, on text that installed packages ship: READMEs, and the messages of the
 * TypeScript compiler in ten languages (Apache-2.0). No model: statements are made from sentences by changing them.
 *
 *   node tests/eval/gate.mjs [--sentences N] [--json]
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildForNode } from '../support/build-for-node.mjs'

const root = join(import.meta.dirname, '../..')
const { values: options } = parseArgs({
  options: { sentences: { type: 'string', default: '600' }, json: { type: 'boolean', default: false } },
})
const built = await buildForNode('eval-gate', { measure: 'tests/eval/gate/measure.ts' })
const { measureGate } = await import(built('measure'))
const counts = await measureGate(join(root, 'node_modules'), Number(options.sentences))
if (options.json) console.log(JSON.stringify(counts))
else report(counts)

/** A Markdown table: a row for each kind of statement, a column for each corpus. */
function report(rows) {
  const corpora = [...new Set(rows.map(({ corpus }) => corpus))]
  const mutations = [...new Set(rows.map(({ mutation }) => mutation))]
  console.log(`| statement | ${corpora.join(' | ')} |`)
  console.log(`| --- |${' --- |'.repeat(corpora.length)}`)
  for (const mutation of mutations) {
    const cells = corpora.map((corpus) => {
      const row = rows.find((each) => each.corpus === corpus && each.mutation === mutation)
      return row === undefined ? '' : cellOf(row)
    })
    const isTrue = rows.find((each) => each.mutation === mutation)?.isTrue
    console.log(`| ${isTrue ? 'true' : 'false'}: ${mutation} | ${cells.join(' | ')} |`)
  }
}

/** Behind the plus: accepted, and shown as the sentence that it nearly is. */
function cellOf({ accepted, quoted, checked }) {
  return `${percent(accepted - quoted, checked)} + ${percent(quoted, checked)} of ${checked}`
}

function percent(part, whole) {
  return `${((100 * part) / whole).toFixed(1)} %`
}
