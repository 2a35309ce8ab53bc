import { describe, expect, test } from 'vitest'
import { runSteps } from '../../../build/setup/run-steps.mjs'
import { SetupError } from '../../../build/setup/setup-error.mjs'

/** A step that is done once it has run; `breaks` of its first runs fail. */
function step(name: string, ran: string[], breaks = 0) {
  let failures = breaks
  let done = false
  return {
    name,
    isDone: () => done,
    run() {
      ran.push(name)
      if (failures-- > 0) throw new SetupError('the network is gone.')
      done = true
    },
  }
}

describe('running the steps of set-up', () => {
  test('runs what is not done, in order, and nothing twice', async () => {
    const ran: string[] = []
    const steps = [step('first', ran), step('second', ran)]
    await runSteps(steps)
    await runSteps(steps)
    expect(ran).toEqual(['first', 'second'])
  })

  test('says which step failed and why, and goes on from there the next time', async () => {
    const ran: string[] = []
    const steps = [step('first', ran), { ...step('second', ran, 1), advice: 'Check the network.' }, step('third', ran)]
    await expect(runSteps(steps)).rejects.toThrow(/second failed: the network is gone\.\nCheck the network\./u)
    await runSteps(steps)
    expect(ran).toEqual(['first', 'second', 'second', 'third'])
  })

  test('does not believe a step that ends without having done its work', async () => {
    const steps = [{ name: 'lazy', isDone: () => false, run: () => 'nothing' }]
    await expect(runSteps(steps)).rejects.toThrow(/lazy failed: it ended without an error, but is not complete/u)
  })

  test('a fault of our own keeps its stack and is not dressed up as advice', async () => {
    const fault = new TypeError('undefined is not a function')
    const steps = [
      {
        name: 'broken',
        isDone: () => false,
        run() {
          throw fault
        },
      },
    ]
    await expect(runSteps(steps)).rejects.toBe(fault)
  })

  test('takes the lock only to change something, looks again once it has it, and always gives it back', async () => {
    const ran: string[] = []
    const work = step('work', ran)
    const events: string[] = []
    const lock = () => {
      events.push('taken')
      // Another set-up did the work while this one waited.
      work.run()
      return Promise.resolve(() => void events.push('given back'))
    }
    const broken = step('broken', ran, 1)
    await expect(runSteps([work, broken], { lock })).rejects.toThrow(/broken/u)
    expect(ran).toEqual(['work', 'broken'])
    expect(events).toEqual(['taken', 'given back'])
    await runSteps([work], { lock })
    expect(events).toEqual(['taken', 'given back'])
  })
})
