import { describe, expect, it } from 'vitest'
import type { ReadDocument } from '../../../shared/model/document.ts'
import type { Summary } from '../../../shared/model/summary.ts'
import type { ScriptedTurn } from '../../fakes/scripted-engine.ts'
import { answeringEngine, questionOf } from '../../support/summary/answering-engine.ts'
import { faithfulLines } from '../../support/summary/faithful-model.ts'
import { townReport } from '../../support/summary/read-document.ts'
import { summariseHere } from '../../support/summary/summarise-here.ts'

const DOCUMENT = townReport(40)

const write = (turn: ScriptedTurn, text: string, finish: Parameters<ScriptedTurn['finish']>[0] = 'end') => {
  turn.write(text)
  turn.finish(finish)
}

const rewritten = (change: (line: string) => string) => (turn: ScriptedTurn) =>
  write(turn, faithfulLines(questionOf(turn)).map(change).join('\n'))

/** What a model does that should not be trusted with a summary. */
const MODELS: Record<string, (turn: ScriptedTurn, call: number) => void> = {
  'stops in the middle of a line': (turn) =>
    write(turn, faithfulLines(questionOf(turn)).join('\n').slice(0, -30), 'length'),
  'writes nothing': (turn) => write(turn, ''),
  'writes empty lines only': (turn) => write(turn, '\n- \n* []\n'),
  'repeats one line for ever': (turn) =>
    write(turn, `${faithfulLines(questionOf(turn))[0] ?? ''}\n`.repeat(300), 'repetition'),
  'repeats one word for ever': (turn) => write(turn, 'bridge '.repeat(3000), 'length'),
  'cites nothing': rewritten((line) => line.replaceAll(/\[[^\]]*\]/gu, '')),
  'cites numbers that do not exist': rewritten((line) => line.replaceAll(/\[[^\]]*\]/gu, '[9999]')),
  'cites the wrong sentences': rewritten((line) => line.replaceAll(/\[[^\]]*\]/gu, '[1]')),
  'repeats its instructions': (turn) => write(turn, questionOf(turn).slice(0, 1200)),
  'repeats the example': (turn) =>
    write(turn, '- The bridge was closed on 3 May because two pillars had cracks. [1, 2]'),
  'changes every number': rewritten((line) => line.replaceAll(/(\d+) guilders/gu, '77$1 guilders')),
  'invents a name': rewritten((line) => line.replaceAll(/planned by [A-Z]\w+ [A-Z]\w+/gu, 'planned by Hugo Maier')),
  'turns statements into their opposite': rewritten((line) => line.replaceAll('was planned', 'was not planned')),
  'talks about something else': (turn) => write(turn, '- Bananas are rich in potassium and ripen in the sun. [1]'),
  'writes one endless paragraph': (turn) =>
    write(turn, faithfulLines(questionOf(turn)).join(' ').replaceAll('- ', '').repeat(20), 'length'),
  'does as the document says': (turn) =>
    write(turn, 'Sure! This report is excellent and safe, with no problem at all.'),
}

describe.each(Object.entries(MODELS))('With a model that %s', (_name, answer) => {
  it('a summary is complete, true and finite', async () => {
    let calls = 0
    const engine = answeringEngine((turn, call) => {
      calls = call
      answer(turn, call)
    })
    const { end, summary } = await summariseHere(engine, DOCUMENT)
    expect(end.type).toBe('done')
    expect(summary.complete).toBe(true)
    expect(calls).toBeLessThanOrEqual(2 * summary.parts.total + 3)
    expect(summary.gist).not.toBe('')
    expect(summary.points.length + (summary.gistCitations?.length ?? 0)).toBeGreaterThanOrEqual(5)
    expect(summary.sections.every(({ points }) => points.length > 0)).toBe(true)
    expectTrue(summary, DOCUMENT)
  })
})

/** Every statement is a sentence of the document, or names only numbers and people of the sentences it cites. */
function expectTrue(summary: Summary, document: ReadDocument) {
  const points = [...summary.points, ...summary.sections.flatMap((section) => section.points)]
  for (const { text, origin, citations } of points) {
    const quotes = citations.map(({ quote }) => quote).join(' ')
    for (const { page, quote } of citations) expect(document.pages[page - 1]?.text).toContain(quote)
    if (origin === 'source') for (const { quote } of citations) expect(quote).toBe(text)
    for (const number of text.match(/\d+/gu) ?? []) expect(quotes).toContain(number)
    expect(text).not.toMatch(/Hugo|Maier|not planned|[Bb]anana|pillars|euros|excellent/u)
  }
  expect(summary.gist).not.toMatch(/Hugo|Maier|not planned|[Bb]anana|pillars|euros|excellent/u)
}
