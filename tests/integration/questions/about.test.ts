import { describe, expect, it } from 'vitest'
import { NO_FIGURES } from '../../../electron/summary/summary-job.ts'
import { ScriptedEngine } from '../../fakes/scripted-engine.ts'
import { startQuestions } from '../../support/questions-under-test.ts'
import { readDocument } from '../../support/documents/stored-document.ts'
import { faithfulAnswer } from '../../support/summary/faithful-model.ts'
import { townReport } from '../../support/summary/read-document.ts'
import { summariseHere, WISH } from '../../support/summary/summarise-here.ts'

const DOCUMENT = townReport(20)

/** All of it is found, but not all of it fits beside the question. */
const TWELVE_PASSAGES = readDocument('garden.pdf', [
  Array.from({ length: 150 }, (_, at) => `Bed ${at} has roses and is watered twice a week.`).join(' '),
])

describe('“What is it about?”', () => {
  it('is answered by the summary that is kept, each of its statements with its sentences, without the model', async () => {
    const { ask, reply, engine, summaries, ids } = startQuestions([DOCUMENT])
    const { summary } = await summariseHere(new ScriptedEngine([{ tokens: faithfulAnswer }]), DOCUMENT)
    const documentId = ids[0]?.id ?? ''
    summaries.wish({ documentId, wish: WISH, asked: true, progress: NO_FIGURES })
    summaries.setResult(documentId, summary)
    await ask('What is it about?').ended
    const { text = '', fromDocuments } = reply() ?? {}
    expect(engine.requests).toEqual([])
    expect(fromDocuments).toMatchObject({
      from: 'summary',
      searched: 'This is from the summary, for which all of its text was read.',
    })
    const cited = [...(summary.gistCitations ?? []), ...summary.points.flatMap(({ citations }) => citations)]
    expect(fromDocuments?.citations).toEqual(cited.map((citation) => ({ documentId, ...citation })))
    for (const { page, quote } of cited) expect(DOCUMENT.pages[page - 1]?.text).toContain(quote)
    cited.forEach((_, at) => expect(text).toContain(`[${at + 1}]`))
    const statements = text.split('\n').filter((line) => line.startsWith('- '))
    expect(statements).toHaveLength(summary.points.length)
  })

  it('is answered from the beginning where there is no summary yet, which is said', async () => {
    const said = 'The bridge of Lindau was planned by Anna Berger and cost 1000 guilders [2].'
    const { ask, reply } = startQuestions([DOCUMENT], new ScriptedEngine([{ tokens: [said] }]))
    await ask('What is it about?').ended
    expect(reply()?.fromDocuments).toMatchObject({
      from: 'passages',
      searched: 'Only the beginning of this document was read for this: a summary reads all of it.',
      citations: [{ page: 1, quote: 'The bridge of Lindau was planned by Anna Berger and cost 1000 guilders.' }],
    })
  })

  it.each([
    [8192, 'All text of this document was read.'],
    [2048, 'Only the beginning of this document was read for this: a summary reads all of it.'],
  ])('says in a context of %i whether the model was given all of it', async (contextSize, searched) => {
    const said = 'Bed 0 has roses and is watered twice a week [1].'
    const { ask, reply, engine } = startQuestions([TWELVE_PASSAGES], new ScriptedEngine([{ tokens: [said] }]))
    engine.setStatus({ contextSize })
    await ask('What is it about?').ended
    expect(engine.requests[0]?.turns.at(-1)?.text.includes('Bed 149 has')).toBe(contextSize === 8192)
    expect(reply()?.fromDocuments).toMatchObject({ found: true, searched })
  })

  it('is answered from the beginning of each document, or it is said of how many', async () => {
    const beds = (name: string) =>
      Array.from({ length: 150 }, (_, at) => `Bed ${at} of ${name} has roses and is watered.`).join(' ')
    const start = (names: string[]) => {
      const documents = names.map((name) => readDocument(`${name}.pdf`, [beds(name)]))
      const started = startQuestions(documents, new ScriptedEngine([{ tokens: ['Bed 0 has roses [1].'] }]))
      started.engine.setStatus({ contextSize: 2048 })
      return started
    }
    const two = start(['Arbon', 'Lindau'])
    await two.ask('What are they about?').ended
    expect(two.engine.requests[0]?.turns.at(-1)?.text).toContain('Bed 0 of Arbon')
    expect(two.engine.requests[0]?.turns.at(-1)?.text).toContain('Bed 0 of Lindau')
    expect(two.reply()?.fromDocuments?.searched).toMatch(/^Only the beginning of each document was read for this/u)
    const many = start(Array.from({ length: 20 }, (_, at) => `Town${at}`))
    await many.ask('What are they about?').ended
    const shown = many.engine.requests[0]?.turns.at(-1)?.text.match(/Bed 0 of/gu)?.length ?? 0
    expect(shown).toBeGreaterThan(2)
    expect(many.reply()?.fromDocuments?.searched).toBe(
      `Only the beginning of ${shown} of the 20 documents was read for this: a summary reads all of it.`,
    )
  })

  it('says of a summary that text was recognised since', async () => {
    const { ask, reply, summaries, documents, ids } = startQuestions([DOCUMENT])
    const { summary } = await summariseHere(new ScriptedEngine([{ tokens: faithfulAnswer }]), DOCUMENT)
    const documentId = ids[0]?.id ?? ''
    summaries.wish({ documentId, wish: WISH, asked: true, progress: NO_FIGURES })
    summaries.setResult(documentId, summary)
    for (const page of readDocument('a.pdf', ['The tower was sold.']).pages) documents.replacePage(documentId, page)
    await ask('What is it about?').ended
    expect(reply()?.fromDocuments?.searched).toBe(
      'This is from the summary, for which all of its text was read. Text that was recognised since is not in it.',
    )
  })

  it('names the documents that the answer knows nothing of', async () => {
    const alone = startQuestions([])
    alone.attach('locked.pdf', 'locked')
    await alone.ask('What is it about?').ended
    expect(alone.reply()?.text).toBe(
      '**There is nothing to answer from yet.** “locked.pdf” is locked and was not searched.',
    )
    const said = 'The bridge of Lindau was planned by Anna Berger and cost 1000 guilders [2].'
    const beside = startQuestions([DOCUMENT], new ScriptedEngine([{ tokens: [said] }]))
    beside.attach('broken.pdf', 'failed')
    await beside.ask('What is it about?').ended
    expect(beside.reply()?.fromDocuments?.searched).toBe(
      'Only the beginning of this document was read for this: a summary reads all of it. “broken.pdf” could not be read and was not searched.',
    )
  })
})
