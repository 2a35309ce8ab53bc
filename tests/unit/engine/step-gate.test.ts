import { describe, expect, it } from 'vitest'
import { type GatedJob, type Step, StepGate } from '../../../electron/engine/process/step-gate.ts'

const never = new AbortController().signal

/** Notes the order in which steps are taken. */
class Steps {
  readonly taken: string[] = []

  ask(job: GatedJob, name: string, step: Step): void {
    void job.step(step).then(() => this.taken.push(name))
  }

  async settled(): Promise<string[]> {
    await new Promise((resolve) => setImmediate(resolve))
    return this.taken.splice(0)
  }
}

describe('The step gate', () => {
  it('lets one job go on and on', async () => {
    const steps = new Steps()
    const job = new StepGate().join(1, 0, never)
    for (const step of ['adapt', 'read', 'read', 'write'] as const) {
      steps.ask(job, step, step)
      expect(await steps.settled()).toEqual([step])
    }
  })

  it('lets replies of one rank go on together, in the order of their lanes', async () => {
    const gate = new StepGate()
    const steps = new Steps()
    const later = gate.join(1, 3, never)
    const first = gate.join(1, 0, never)
    steps.ask(later, 'lane 3', 'write')
    expect(await steps.settled()).toEqual([])
    steps.ask(first, 'lane 0', 'write')
    expect(await steps.settled()).toEqual(['lane 0', 'lane 3'])
  })

  it('does not wait for a job that has left', async () => {
    const gate = new StepGate()
    const steps = new Steps()
    const stays = gate.join(1, 0, never)
    const leaves = gate.join(1, 1, never)
    steps.ask(stays, 'stays', 'write')
    leaves.leave()
    expect(await steps.settled()).toEqual(['stays'])
    expect(gate.size).toBe(1)
  })

  it('holds a job back while one of a smaller rank is there', async () => {
    const gate = new StepGate()
    const steps = new Steps()
    const background = gate.join(2, 0, never)
    const quick = gate.join(0, 1, never)
    steps.ask(background, 'background', 'write')
    steps.ask(quick, 'quick', 'read')
    expect(await steps.settled()).toEqual(['quick'])
    steps.ask(quick, 'quick', 'write')
    expect(await steps.settled()).toEqual(['quick'])
    quick.leave()
    expect(await steps.settled()).toEqual(['background'])
  })

  it('reads the oldest of several prompts first, while replies go on', async () => {
    const gate = new StepGate()
    const steps = new Steps()
    const older = gate.join(1, 2, never)
    const younger = gate.join(1, 0, never)
    const writing = gate.join(1, 1, never)
    steps.ask(younger, 'younger reads', 'read')
    steps.ask(older, 'older reads', 'read')
    steps.ask(writing, 'writes', 'write')
    expect(await steps.settled()).toEqual(['writes', 'older reads'])
    older.leave()
    steps.ask(writing, 'writes', 'write')
    expect(await steps.settled()).toEqual(['younger reads', 'writes'])
  })

  it('changes what a lane holds while nobody of its rank evaluates', async () => {
    const gate = new StepGate()
    const steps = new Steps()
    const adapting = gate.join(1, 1, never)
    const writing = gate.join(1, 0, never)
    steps.ask(adapting, 'adapts', 'adapt')
    steps.ask(writing, 'writes', 'write')
    expect(await steps.settled()).toEqual(['adapts'])
    steps.ask(adapting, 'reads', 'read')
    expect(await steps.settled()).toEqual(['writes', 'reads'])
  })

  it('lets a job go at once when it is stopped, and holds nobody up for it', async () => {
    const gate = new StepGate()
    const steps = new Steps()
    const stop = new AbortController()
    const stopped = gate.join(1, 0, stop.signal)
    const other = gate.join(1, 1, never)
    const slow = gate.join(1, 2, never)
    steps.ask(stopped, 'stopped', 'write')
    stop.abort()
    expect(await steps.settled()).toEqual(['stopped'])
    steps.ask(other, 'other', 'write')
    steps.ask(slow, 'slow', 'write')
    expect(await steps.settled()).toEqual(['other', 'slow'])
    steps.ask(stopped, 'stopped again', 'read')
    expect(await steps.settled()).toEqual(['stopped again'])
  })
})
