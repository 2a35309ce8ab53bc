import { describe, expect, it } from 'vitest'
import { ScriptedEngine } from '../../fakes/scripted-engine.ts'
import { onePage, startQuestions } from '../../support/questions-under-test.ts'

describe('A question about something that has a name', () => {
  it.each([
    ['on something else of the same kind', 'The bridge at Ely was closed for repairs on 3 March [1].'],
    ['that is only nearly the question', 'When was the bridge at Soham closed? [2]'],
    ['that nothing supports, for something else of the same kind', 'Ely had a bridge of wood and iron until 1890 [1].'],
  ])('is not answered with a statement %s', async (_what, said) => {
    const text =
      'The bridge at Ely was closed for repairs on 3 March. The bridge at Soham was closed for repairs on 5 May.'
    const { ask, reply } = startQuestions(onePage(text), new ScriptedEngine([{ tokens: [said] }]))
    await ask('When was the bridge at Soham closed?').ended
    expect(reply()?.fromDocuments?.found).toBe(false)
    expect(reply()?.text).toContain('“The bridge at Soham was closed for repairs on 5 May.” [1]')
  })

  it('is answered with a statement whose sentence names nothing, behind one that names what was asked for', async () => {
    const text = 'The bridge at Soham is old. It was closed for repairs on 5 May. The bridge at Ely is new.'
    const { ask, reply } = startQuestions(
      onePage(text),
      new ScriptedEngine([{ tokens: ['It was closed on 5 May [2].'] }]),
    )
    await ask('When was the bridge at Soham closed?').ended
    expect(reply()?.text).toBe('It was closed on 5 May. [1]')
  })
})
