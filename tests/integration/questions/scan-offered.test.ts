import { describe, expect, it } from 'vitest'
import { ScriptedEngine } from '../../fakes/scripted-engine.ts'
import { readDocument } from '../../support/documents/stored-document.ts'
import { startQuestions } from '../../support/questions-under-test.ts'

describe('An answer', () => {
  it('offers to read all of it when only that can answer it', async () => {
    const pages = Array.from(
      { length: 40 },
      (_, page) => `Fee ${page} is due in May. ${'Nothing more is known here. '.repeat(50)}`,
    )
    const { ask, reply } = startQuestions(
      [readDocument('fees.pdf', pages)],
      new ScriptedEngine([{ tokens: ['NOT FOUND'] }]),
    )
    await ask('How many fees are there?').ended
    expect(reply()?.fromDocuments?.scanOffered).toBe(true)
    await ask('Which fee is due in May?').ended
    expect(reply()?.fromDocuments?.scanOffered).toBe(false)
  })

  it.each([
    [8192, false],
    [1024, true],
  ])('offers it in a context of %i for a short document if not all of that fits', async (contextSize, scanOffered) => {
    const text = Array.from({ length: 90 }, (_, at) => `Invoice ${at} was paid by the town in May.`).join(' ')
    const { ask, reply, engine } = startQuestions(
      [readDocument('paid.pdf', [text])],
      new ScriptedEngine([{ tokens: ['NOT FOUND'] }]),
    )
    engine.setStatus({ contextSize })
    await ask('How many invoices are there?').ended
    expect(engine.requests[0]?.turns.at(-1)?.text.includes('Invoice 89 ')).toBe(!scanOffered)
    expect(reply()?.fromDocuments?.scanOffered).toBe(scanOffered)
  })
})
