import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { selectedOnly } from '../../../electron/summary/overview.ts'
import { sentencesInTurns, sentencesOf } from '../../../electron/summary/sentences.ts'
import { textTools } from '../../../electron/summary/text-tools.ts'
import { Turns } from '../../../electron/turns.ts'
import { townReport } from '../../support/summary/read-document.ts'

/** A clock on which each piece of work takes so many milliseconds. */
function workOf(milliseconds: number): Turns {
  let now = 0
  return new Turns(() => (now += milliseconds))
}

/** How often something else got its turn meanwhile. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0
  const end = new AbortController()
  void work.then(() => end.abort())
  while (!end.signal.aborted) {
    await setImmediate()
    turns += 1
  }
  return turns
}

const REPORT = townReport(60)

describe('Long work in the main process', () => {
  it('lets others go first between two pages, and finds the same sentences', async () => {
    const work = sentencesInTurns(REPORT, workOf(10))
    expect(await turnsDuring(work)).toBeGreaterThanOrEqual(60)
    expect(await work).toEqual(sentencesOf(REPORT))
  })

  it('does so while it weighs the words, and while it selects sentences', async () => {
    const sentences = sentencesOf(REPORT)
    const tools = textTools(REPORT, sentences, null, workOf(10))
    expect(await turnsDuring(tools)).toBeGreaterThanOrEqual(sentences.length)
    const { keySentences } = await tools
    const selecting = selectedOnly(sentences, [], keySentences, workOf(10))
    expect(await turnsDuring(selecting)).toBeGreaterThanOrEqual(Math.floor(sentences.length / 40))
  })

  it('goes straight on while little time has passed', async () => {
    expect(await turnsDuring(sentencesInTurns(REPORT, workOf(0)))).toBeLessThanOrEqual(1)
  })
})
