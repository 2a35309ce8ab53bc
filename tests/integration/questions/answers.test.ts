import { describe, expect, it } from 'vitest'
import { ScriptedEngine } from '../../fakes/scripted-engine.ts'
import { readDocument } from '../../support/documents/stored-document.ts'
import { onePage, startQuestions } from '../../support/questions-under-test.ts'

const LIBRARY =
  'The town library opens at nine on weekdays. On Sundays the library is closed. Membership costs 12 euros a year. ' +
  'Books may be kept for four weeks. The head of the library is Anna Berg. A lost book must not be replaced by a copy.'

/** A library document, and an engine that answers like this. */
const withAnswer = (...tokens: string[]) => startQuestions(onePage(LIBRARY), new ScriptedEngine([{ tokens }]))

describe('A question about a document', () => {
  it('is answered with what was checked, and each statement names its sentence word for word', async () => {
    const { ask, reply } = withAnswer(
      'The library is closed ',
      'on Sundays [2].',
      ' Membership costs 12 euros a year [3].',
    )
    const asked = ask('When is the library closed, and what does it cost?')
    expect(await asked.ended).toMatchObject({ ok: true, value: { status: 'complete', endReason: 'end' } })
    expect(asked.text()).toBe('The library is closed on Sundays. [1] “Membership costs 12 euros a year.” [2]')
    expect(reply()).toMatchObject({
      text: asked.text(),
      fromDocuments: {
        ...{ from: 'passages', found: true, scanOffered: false },
        searched: 'The only page with text was searched.',
        citations: [
          { page: 1, quote: 'On Sundays the library is closed.' },
          { page: 1, quote: 'Membership costs 12 euros a year.' },
        ],
      },
    })
  })

  it('shows no statement before it was checked', async () => {
    const { ask, engine } = startQuestions(onePage(LIBRARY))
    const asked = ask('What does membership cost?')
    const turn = await engine.nextTurn()
    turn.write('Membership costs', ' 12 euros', ' a year', ' [3]')
    turn.read(1)
    await expect.poll(() => asked.frames.some(({ reading }) => reading === 1)).toBe(true)
    expect(asked.text()).toBe('')
    turn.write('. Books')
    await expect.poll(() => asked.text()).toBe('“Membership costs 12 euros a year.” [1]')
    turn.finish()
    await asked.ended
  })

  it.each([
    ['a number is changed', 'Membership costs 15 euros a year [3].', '“Membership costs 12 euros a year.” [1]'],
    ['a name is invented', 'The head of the library is Carla Diaz [5].', '“The head of the library is Anna Berg.” [1]'],
    [
      '“not” is left out',
      'A lost book must be replaced by a copy of the library [6].',
      '“A lost book must not be replaced by a copy.” [1]',
    ],
  ])('is answered with the sentence itself when %s', async (_what, said, shown) => {
    const { ask, reply } = withAnswer(said)
    await ask('What does the library say about membership, its head and books?').ended
    expect(reply()?.text).toBe(shown)
    expect(reply()?.fromDocuments?.found).toBe(true)
  })

  it.each([
    ['has no such sentences', 'The library has 4,000 films [97].'],
    ['cites nothing and says nothing of it', 'Libraries were invented by the Romans.'],
    ['says so', 'NOT FOUND'],
    ['is empty', ''],
    [
      'echoes what it was told',
      'Answer only from the numbered sentences. End each statement with the numbers of its sentences.',
    ],
    ['repeats the example', 'The museum is closed every Monday [1].'],
  ])('was not found when the model %s', async (_what, said) => {
    const { ask, reply } = withAnswer(said)
    await ask('Who built the swimming pool?').ended
    expect(reply()).toMatchObject({
      text: '**Not found in this document.** The only page with text was searched.',
      fromDocuments: { found: false, citations: [] },
      status: 'complete',
    })
  })

  it('is answered with the sentence itself where a statement is nearly that sentence', async () => {
    const { ask, reply } = withAnswer('A lost book must not be replaced with a copy [6].')
    await ask('What about a lost book?').ended
    expect(reply()?.text).toBe('“A lost book must not be replaced by a copy.” [1]')
  })

  it('finds the right sentence for a statement that cites another', async () => {
    const { ask, reply } = withAnswer('Membership costs 12 euros a year [1].')
    await ask('What does membership cost?').ended
    expect(reply()?.fromDocuments?.citations).toMatchObject([{ quote: 'Membership costs 12 euros a year.' }])
  })

  it('ends when the model does not, and says nothing twice', async () => {
    const { ask, reply } = withAnswer(...Array.from({ length: 500 }, () => 'Membership costs 12 euros a year [3]. '))
    await ask('What does membership cost?').ended
    expect(reply()).toMatchObject({ text: '“Membership costs 12 euros a year.” [1]', status: 'complete' })
  })

  it.each([
    ['said something new up to its limit', 'On Sundays the library is closed [2]. ', 'length'],
    ['only repeated itself up to its limit', 'Membership costs 12 euros a year [3]. ', 'end'],
  ])('is called cut short only where the model %s', async (_what, last, endReason) => {
    const { ask, reply, engine } = startQuestions(onePage(LIBRARY))
    const asked = ask('What does membership cost, and when is the library closed?')
    const turn = await engine.nextTurn()
    turn.write('Membership costs 12 euros a year [3]. ', last, 'And')
    turn.finish('length')
    await asked.ended
    expect(reply()?.endReason).toBe(endReason)
  })

  it('says what two sentences say once, with both, and no sentence after the statement that rests on it', async () => {
    const text = `${LIBRARY} On Sundays the library is closed to all.`
    const { ask, reply } = startQuestions(
      onePage(text),
      new ScriptedEngine([
        {
          tokens: [
            '- The library is closed on Sundays [2].\n- On Sundays the library is closed [7].\n',
            '- Membership costs 12 euros [3].\n- Membership costs 15 euros a year [3].\n- The library is closed on Sundays [2].',
          ],
        },
      ]),
    )
    await ask('When is the library closed, and what does membership cost?').ended
    expect(reply()?.text).toBe('- The library is closed on Sundays. [1] [2]\n- Membership costs 12 euros. [3]')
  })

  it('names the sentence that is nearest when the model finds nothing', async () => {
    const { ask, reply } = withAnswer('NOT FOUND')
    await ask('Who is the head of the library?').ended
    expect(reply()).toMatchObject({
      fromDocuments: { found: false, citations: [{ page: 1, quote: 'The head of the library is Anna Berg.' }] },
    })
    expect(reply()?.text).toContain('Nearest to the question is this: “The head of the library is Anna Berg.” [1]')
  })

  it('does not ask the model when no passage has any of its words', async () => {
    const pages = Array.from(
      { length: 30 },
      (_, page) => `Chapter ${page} is about gardens. ${'Roses need water. '.repeat(60)}`,
    )
    const { ask, reply, engine } = startQuestions([readDocument('garden.pdf', pages)])
    await ask('Who won the championship?').ended
    expect(reply()?.text).toBe('**Not found in this document.** All 30 pages with text were searched.')
    expect(engine.requests).toEqual([])
  })

  it('says which pages hold no text', async () => {
    const { ask, reply } = startQuestions(
      [readDocument('scan.pdf', ['The fee is 5 euros.', null, 'The end.', null])],
      new ScriptedEngine([{ tokens: ['NOT FOUND'] }]),
    )
    await ask('Who won?').ended
    expect(reply()?.fromDocuments?.searched).toBe(
      'All 2 pages with text were searched. Pages 2 and 4 have no text that could be searched.',
    )
  })

  it('tells two documents of the same name apart', async () => {
    const { ask, reply, ids, engine } = startQuestions(
      [
        readDocument('lease.pdf', ['The rent is 700 euros a month.']),
        readDocument('lease.pdf', ['The rent is 900 euros a month.']),
      ],
      new ScriptedEngine([{ tokens: ['The rent is 700 euros a month [1]. ', 'The rent is 900 euros a month [2].'] }]),
    )
    await ask('How high is the rent?').ended
    expect(engine.requests[0]?.turns.at(-1)?.text).toContain('“1: lease.pdf”')
    expect(reply()?.fromDocuments?.citations).toMatchObject([
      { documentId: ids[0]?.id, quote: 'The rent is 700 euros a month.' },
      { documentId: ids[1]?.id, quote: 'The rent is 900 euros a month.' },
    ])
    expect(reply()?.fromDocuments?.searched).toBe('All 2 pages with text of the 2 documents were searched.')
  })

  it('waits while a document is being read, and is answered from it as soon as it is', async () => {
    const { ask, reply, attach, engine } = startQuestions(
      [],
      new ScriptedEngine([{ tokens: ['12 euros a year [3].'] }]),
    )
    const finish = attach('library.pdf', 'reading')
    const asked = ask('What does membership cost?')
    await expect.poll(() => asked.frames.length).toBeGreaterThan(0)
    expect(engine.requests).toEqual([])
    finish(readDocument('library.pdf', [LIBRARY]))
    await asked.ended
    expect(reply()).toMatchObject({
      text: expect.stringContaining('12 euros a year') as string,
      fromDocuments: { searched: 'The only page with text was searched.' },
    })
  })

  it('that is stopped while its document is read ends without a word, and stays to be asked again', async () => {
    const { ask, reply, attach, engine, store, conversationId } = startQuestions([])
    attach('library.pdf', 'waiting')
    const abort = new AbortController()
    const asked = ask('What does membership cost?', abort.signal)
    await expect.poll(() => asked.frames.length).toBeGreaterThan(0)
    abort.abort('user')
    expect(await asked.ended).toMatchObject({ ok: true, value: { status: 'stopped', endReason: 'user' } })
    expect(reply()).toMatchObject({ text: '', fromDocuments: null })
    expect(store.messages.list(conversationId).at(-2)?.text).toBe('What does membership cost?')
    expect(engine.requests).toEqual([])
  })

  it('says of a document that cannot be read yet that it was not searched', async () => {
    const { ask, reply, attach } = withAnswer('Membership costs 12 euros a year [3].')
    attach('long.pdf', 'locked')
    await ask('What does membership cost?').ended
    expect(reply()?.fromDocuments?.searched).toBe(
      'The only page with text was searched. “long.pdf” is locked and was not searched.',
    )
  })

  it('shows the name of a document as it is, not as a citation nor as Markdown', async () => {
    const { ask, reply, attach, scan } = withAnswer('NOT FOUND')
    attach('Report[1]__init__.pdf', 'locked')
    await ask('Who is the head of the library?').ended
    const named = '“Report\\[\u20601\\]\\_\\_init\\_\\_.pdf” is locked'
    expect(reply()?.text).toContain(named)
    expect(reply()?.text.match(/\[1\]/gu)).toHaveLength(1)
    expect(reply()?.fromDocuments?.searched).toContain('“Report[1]__init__.pdf” is locked and was not searched.')
    await scan('Who is the head of the library?').ended
    expect(reply()?.text).toContain(named)
  })

  it('is not answered from thin air when no document is ready', async () => {
    const { ask, reply, attach, engine } = startQuestions([])
    attach('long.pdf', 'locked')
    await ask('What does membership cost?').ended
    expect(reply()?.text).toBe('**There is nothing to answer from yet.** “long.pdf” is locked and was not searched.')
    expect(engine.requests).toEqual([])
  })

  it('is not answered from thin air when the document could not be read, but what is no question for it is', async () => {
    const { attach, ask, reply } = startQuestions([], new ScriptedEngine([{ tokens: ['You are welcome.'] }]))
    attach('broken.pdf', 'failed')
    await ask('What does membership cost?').ended
    expect(reply()?.text).toBe(
      '**There is nothing to answer from.** “broken.pdf” could not be read and was not searched. To ask without it, take it out of this conversation.',
    )
    await ask('Thank you!').ended
    expect(reply()).toMatchObject({ text: 'You are welcome.', fromDocuments: null })
  })

  it('forgets a document that was taken out of the conversation', async () => {
    const { ask, reply, store, ids } = startQuestions(
      [readDocument('a.pdf', ['The fee is 5 euros.']), readDocument('b.pdf', ['The deposit is 90 euros.'])],
      new ScriptedEngine([{ tokens: ['The fee is 5 euros [1].'] }]),
    )
    store.db.prepare('UPDATE attachments SET removed_at = 1 WHERE id = ?').run(ids[0]?.attachmentId ?? '')
    await ask('How high is the fee?').ended
    expect(reply()?.text).toContain('Not found in this document.')
  })
})
