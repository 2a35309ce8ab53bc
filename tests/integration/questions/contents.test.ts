import { describe, expect, it } from 'vitest'
import { readDocument } from '../../support/documents/stored-document.ts'
import { startQuestions } from '../../support/questions-under-test.ts'

const CONTENTS = ['Opening hours', 'Membership', 'Fees of members', 'Lost books', 'The head of the library']
  .map((title, at) => `${title} ${'. '.repeat(20)}${at + 2}`)
  .join('\n')

/** What the model is given to answer from. */
async function shownFor(question: string, pages: readonly string[]): Promise<string> {
  const { ask, engine } = startQuestions([readDocument('library.pdf', pages)])
  const asked = ask(question)
  const turn = await engine.nextTurn()
  turn.finish()
  await asked.ended
  return JSON.stringify(engine.requests)
}

describe('A table of contents', () => {
  it('is nothing to answer from', async () => {
    const shown = await shownFor('What does membership cost?', [CONTENTS, 'Membership costs 12 euros a year.'])
    expect(shown).toContain('Membership costs 12 euros')
    expect(shown).not.toContain('Fees of members')
  })

  it('is what a document says that has nothing else', async () => {
    expect(await shownFor('Where is membership?', [CONTENTS])).toContain('Membership . .')
  })
})
