import { describe, expect, it } from 'vitest'
import { ScriptedEngine } from '../../fakes/scripted-engine.ts'
import { readDocument } from '../../support/documents/stored-document.ts'
import { startQuestions } from '../../support/questions-under-test.ts'

/** Six pages, each more than half of a part: six parts. */
const FEES = readDocument(
  'fees.pdf',
  Array.from(
    { length: 6 },
    (_, at) => `The fee of town ${at} is ${at + 20} euros. ${'Nothing else is said here about money. '.repeat(75)}`,
  ),
)
const QUESTION = 'List all fees.'

/** Answers about the town that stands in the prompt. */
const engine = () =>
  new ScriptedEngine([
    { match: 'The fee of town 3 is', tokens: ['NOT FOUND'] },
    { match: 'The fee of town 5 is', tokens: ['- The fee of town 5 is 99 euros. [1]'] },
    ...[0, 1, 2, 4].map((at) => ({
      match: `The fee of town ${at} is`,
      tokens: [`- The fee of town ${at} is ${at + 20} euros. [1]\n`.repeat(2)],
    })),
  ])

describe('A question that every part is asked', () => {
  it('lists what each part says, checked, with how much was read', async () => {
    const { scan, reply, engine: asked } = startQuestions([FEES], engine())
    const asking = scan(QUESTION)
    await asking.ended
    expect(asked.requests).toHaveLength(6)
    expect(reply()?.text.split('\n')).toEqual([
      ...[0, 1, 2, 4].map((at, index) => `- The fee of town ${at} is ${at + 20} euros. [${index + 1}]`),
      '- “The fee of town 5 is 25 euros.” [5]',
      '',
      '5 statements answer this.',
    ])
    expect(reply()?.fromDocuments).toMatchObject({
      ...{ from: 'scan', found: true, scanOffered: false, searched: 'All 6 parts were read.' },
      citations: [0, 1, 2, 4, 5].map((at) => ({ page: at + 1, quote: `The fee of town ${at} is ${at + 20} euros.` })),
    })
    expect(asking.frames.findLast(({ reading }) => reading !== undefined)?.reading).toBe(1)
  })

  it('keeps what was found when it is stopped, and goes on from there when it is asked again', async () => {
    const first = startQuestions([FEES])
    const stop = new AbortController()
    const asking = first.scan(QUESTION, stop.signal)
    for (const at of [0, 1]) {
      const turn = await first.engine.nextTurn()
      turn.write(`The fee of town ${at} is ${at + 20} euros. [1]`)
      turn.finish()
    }
    await first.engine.nextTurn()
    stop.abort('user')
    expect(await asking.ended).toMatchObject({ ok: true, value: { status: 'stopped', endReason: 'user' } })
    expect(first.reply()).toMatchObject({
      text: '- The fee of town 0 is 20 euros. [1]\n- The fee of town 1 is 21 euros. [2]\n',
      fromDocuments: { scanOffered: true, searched: '2 of 6 parts were read.' },
    })
    const again = first.scan(QUESTION)
    for (const at of [2, 3, 4, 5]) {
      const turn = await first.engine.nextTurn()
      expect(turn.request.turns[0]?.text).toContain(`The fee of town ${at} is`)
      turn.write('NOT FOUND')
      turn.finish()
    }
    await again.ended
    expect(first.reply()?.fromDocuments?.searched).toBe('All 6 parts were read.')
    expect(first.reply()?.text).toContain('2 statements answer this.')
  })

  it('says that something may be missing where an answer was cut short, also when it is asked again', async () => {
    const { scan, reply, engine: asked } = startQuestions([FEES])
    const first = scan(QUESTION)
    for (const at of [0, 1, 2, 3, 4, 5]) {
      const turn = await asked.nextTurn()
      turn.write(`- The fee of town ${at} is ${at + 20} euros. [1]\n- The fee of`)
      turn.finish(at === 2 ? 'length' : 'end')
    }
    await first.ended
    const searched = 'All 6 parts were read. The answer to one of them was cut short: something may be missing.'
    expect(reply()?.fromDocuments).toMatchObject({ found: true, searched })
    await scan(QUESTION).ended
    expect(asked.requests).toHaveLength(6)
    expect(reply()?.fromDocuments).toMatchObject({ found: true, searched })
  })

  it('says so as well of a list that is longer than what is looked at', async () => {
    const long = Array.from({ length: 30 }, (_, at) => `- The fee is ${at + 70} euros. [1]\n`)
    const { scan, reply } = startQuestions([FEES], new ScriptedEngine([{ tokens: long }]))
    await scan(QUESTION).ended
    expect(reply()?.fromDocuments?.searched).toBe(
      'All 6 parts were read. The answers to 6 of them were cut short: something may be missing.',
    )
  })

  it('says when no part has an answer', async () => {
    const { scan, reply } = startQuestions([FEES], new ScriptedEngine([{ tokens: ['NOT FOUND'] }]))
    await scan('List all swimming pools.').ended
    expect(reply()).toMatchObject({ text: '**Not found.** All 6 parts were read.', fromDocuments: { found: false } })
  })

  it('does not begin without a model, and the question goes back', async () => {
    const { scan, engine: asked, store, conversationId } = startQuestions([FEES])
    asked.useModel(null)
    expect(await scan(QUESTION).ended).toMatchObject({ ok: false, error: { code: 'no-model' } })
    expect(store.messages.list(conversationId)).toHaveLength(2)
  })

  it('says how many parts the engine failed on', async () => {
    const { scan, engine: asked, reply } = startQuestions([FEES])
    const asking = scan(QUESTION)
    for (let call = 0; call < 8; call += 1) {
      const turn = await asked.nextTurn()
      if (call < 3) turn.endWith({ reason: 'error', message: 'It broke.' })
      else turn.finish()
    }
    await asking.ended
    expect(reply()?.fromDocuments).toMatchObject({ searched: '5 of 6 parts were read.', scanOffered: true })
  })
})
