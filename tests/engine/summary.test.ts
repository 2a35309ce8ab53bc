import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readHere } from '../support/documents/read-here.ts'
import { STARTER_MODEL, TINY_MODELS } from '../support/engine-paths.ts'
import { modelFile, startEngine } from '../support/engine-under-test.ts'
import { MemoryNotes } from '../support/summary/memory-notes.ts'
import { townReport } from '../support/summary/read-document.ts'
import { summariseHere } from '../support/summary/summarise-here.ts'

function start(path: string) {
  const started = startEngine()
  started.engine.useModel(modelFile(path, 'Scripted model'))
  return started
}

describe('A summary by a real engine', () => {
  it('by the tiny Gemma 2, which says the same to everything, is made of quotes, and complete', async () => {
    const { engine, messages } = start(TINY_MODELS.scripted)
    const document = townReport(12)
    const { end, summary } = await summariseHere(engine, document)
    expect(end.type).toBe('done')
    expect(summary.complete).toBe(true)
    const points = [...summary.points, ...summary.sections.flatMap((section) => section.points)]
    expect(points.every(({ origin }) => origin === 'source')).toBe(true)
    for (const { page, quote } of points.flatMap(({ citations }) => citations)) {
      expect(document.pages[page - 1]?.text).toContain(quote)
    }
    // The shared beginning of the prompts is evaluated once for each lane.
    const prompts = messages.flatMap((message) => (message.type === 'prompt' ? [message] : []))
    expect(prompts.filter(({ reusedTokens }) => reusedTokens > 200).length).toBeGreaterThanOrEqual(prompts.length - 6)
  })

  it('by the starter model, of a document of this project, is true and finite, and is not made twice', async () => {
    const { engine } = start(STARTER_MODEL)
    const name = 'CONTRIBUTING.md'
    const bytes = readFileSync(join(import.meta.dirname, '../..', name))
    const document = { ...(await readHere(name, bytes)), name, sizeBytes: bytes.length, sha256: 'ab'.repeat(32) }
    const store = new MemoryNotes()
    const { end, summary } = await summariseHere(engine, document, { store })
    expect(end.type).toBe('done')
    expect(summary.complete).toBe(true)
    expect(summary.tokens.evaluated).toBeGreaterThan(0)
    const points = [...summary.points, ...summary.sections.flatMap((section) => section.points)]
    expect(points.length).toBeGreaterThan(3)
    for (const { text, origin, citations } of points) {
      for (const { page, quote } of citations) expect(document.pages[page - 1]?.text).toContain(quote)
      if (origin === 'source') for (const { quote } of citations) expect(quote).toBe(text)
    }
    const again = await summariseHere(engine, document, { store })
    expect(again.summary.tokens).toMatchObject({ evaluated: 0, generated: 0 })
    expect({ ...again.summary, seconds: 0, tokens: 0 }).toEqual({ ...summary, seconds: 0, tokens: 0 })
  })
})
