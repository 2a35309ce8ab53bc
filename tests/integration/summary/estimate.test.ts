import { describe, expect, it } from 'vitest'
import { estimateSummary } from '../../../electron/summary/estimate.ts'
import { ScriptedEngine } from '../../fakes/scripted-engine.ts'
import { readDocument, townReport } from '../../support/summary/read-document.ts'

const DOCUMENT = townReport(40)

describe('The estimate of a summary', () => {
  it('has no time before the model has answered once', async () => {
    const estimate = await estimateSummary(new ScriptedEngine(), DOCUMENT, 'full')
    expect(estimate).toMatchObject({ parts: 20, seconds: null })
    expect(estimate?.tokens).toBeGreaterThan(40 * 12 * 12)
  })

  it('is the tokens to read and to write, each by the speed that was measured', async () => {
    const engine = new ScriptedEngine()
    engine.setStatus({ promptTokensPerSecond: 50, tokensPerSecond: 50 })
    const estimate = await estimateSummary(engine, DOCUMENT, 'full')
    expect(estimate?.seconds).toBeCloseTo((estimate?.tokens ?? 0) / 50)
    engine.setStatus({ promptTokensPerSecond: 50, tokensPerSecond: 5 })
    const slower = await estimateSummary(engine, DOCUMENT, 'full')
    expect(slower?.seconds).toBeGreaterThan((estimate?.seconds ?? 0) * 1.5)
  })

  it('is far less for a quick overview', async () => {
    const [full, overview] = await Promise.all([
      estimateSummary(new ScriptedEngine(), DOCUMENT, 'full'),
      estimateSummary(new ScriptedEngine(), DOCUMENT, 'overview'),
    ])
    expect(overview?.tokens).toBeLessThan((full?.tokens ?? 0) / 2)
  })

  it('is nothing for a document without text, and unknown without a model', async () => {
    expect(await estimateSummary(new ScriptedEngine(), readDocument(['']), 'full')).toMatchObject({
      parts: 0,
      seconds: 0,
    })
    expect(await estimateSummary(new ScriptedEngine([], null), DOCUMENT, 'full')).toBeNull()
  })
})
