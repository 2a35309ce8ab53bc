import { describe, expect, it } from 'vitest'
import { Summary } from '../../../shared/model/summary.ts'
import { ScriptedEngine } from '../../fakes/scripted-engine.ts'
import { faithfulAnswer } from '../../support/summary/faithful-model.ts'
import { MemoryNotes } from '../../support/summary/memory-notes.ts'
import { readDocument, townReport } from '../../support/summary/read-document.ts'
import { summariseHere } from '../../support/summary/summarise-here.ts'

const faithful = () => new ScriptedEngine([{ tokens: faithfulAnswer }])

const lampText = (at: number) =>
  Array.from(
    { length: 40 },
    (_, line) => `Part ${at}${line} of this lamp is screwed into hole ${at * 40 + line}.`,
  ).join(' ')

describe('A summary', () => {
  it('has points whose quotes stand word for word on the page they name', async () => {
    const document = townReport(40)
    const { end, summary } = await summariseHere(faithful(), document)
    expect(end.type).toBe('done')
    expect(() => Summary.parse(summary)).not.toThrow()
    expect(summary.complete).toBe(true)
    expect(summary.parts.done).toBe(summary.parts.total)
    expect(summary.parts.total).toBeGreaterThan(3)
    expect(summary.points.length + (summary.gistCitations?.length ?? 0)).toBeGreaterThanOrEqual(7)
    const points = [...summary.points, ...summary.sections.flatMap((section) => section.points)]
    for (const { page, quote } of points.flatMap(({ citations }) => citations)) {
      expect(document.pages[page - 1]?.text).toContain(quote)
    }
    expect(summary.gist).not.toBe('')
  })

  it('has a section with points for every chapter', async () => {
    const { summary } = await summariseHere(faithful(), townReport(40))
    expect(summary.sections.map(({ title }) => title)).toEqual(
      Array.from({ length: 40 }, (_, at) => `Chapter ${at + 1}`),
    )
    expect(summary.sections.every(({ points }) => points.length > 0)).toBe(true)
  })

  it('tells how the text was divided, then each part, then that all is done', async () => {
    const { events } = await summariseHere(faithful(), townReport(40))
    const planned = events.find((event) => event.type === 'planned')
    const count = planned?.type === 'planned' ? planned.parts.length : 0
    const parts = events.flatMap((event) => (event.type === 'part' ? [`${event.part.index} ${event.part.state}`] : []))
    expect(parts).toEqual(Array.from({ length: count }, (_, at) => [`${at} running`, `${at} done`]).flat())
    const progress = events.flatMap((event) => (event.type === 'progress' ? [event.progress] : []))
    expect(progress.at(-1)).toMatchObject({ phase: 'merging', parts: { total: count, done: count } })
    const { total, done } = progress.at(-1)?.tokens ?? { total: 0, done: 1 }
    expect(done).toBe(total)
    const shares = progress.filter(({ tokens }) => tokens.total > 0).map(({ tokens }) => tokens.done / tokens.total)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
  })

  it('asks once about a document of one part, and does not merge it', async () => {
    const engine = faithful()
    const { summary } = await summariseHere(engine, townReport(1))
    expect(engine.requests).toHaveLength(1)
    expect(summary.parts).toEqual({ total: 1, done: 1 })
    expect(summary.gist).not.toBe('')
  })

  it('asks nothing about what was read before, for another length only what puts the notes together', async () => {
    const store = new MemoryNotes()
    const document = townReport(40)
    const first = await summariseHere(faithful(), document, { store })
    const again = faithful()
    const second = await summariseHere(again, document, { store })
    expect(again.requests).toHaveLength(0)
    expect({ ...second.summary, seconds: 0, tokens: 0 }).toEqual({ ...first.summary, seconds: 0, tokens: 0 })
    const long = faithful()
    const third = await summariseHere(long, document, { store, wish: { length: 'long' } })
    expect(long.requests.length).toBeLessThanOrEqual(3)
    expect(third.summary.points.length).toBeGreaterThan(first.summary.points.length)
  })

  it('does not say the same twice, also where several parts do', async () => {
    const chapter = 'The ferry to Bregenz carries 4,200 passengers a day. Nobody pays for bicycles on it.'
    const pages = Array.from({ length: 3 }, (_, at) => `Chapter ${at}\n\n${`${chapter} `.repeat(40)}`)
    const headings = pages.map((_, at) => ({ page: at + 1, offset: 0, level: 1, text: `Chapter ${at}` }))
    const { summary } = await summariseHere(faithful(), readDocument(pages, headings))
    expect(summary.parts.total).toBe(3)
    const texts = summary.points.map(({ text }) => text)
    expect(texts.length).toBe(new Set(texts).size)
  })

  it('tells nothing twice: neither in the gist and a point, nor in a point and the outline, nor in two sections', async () => {
    const always = 'Keep the lamp out of the reach of children.'
    const pages = Array.from({ length: 6 }, (_, at) => `Lamp ${at}\n\n${always} ${lampText(at)}`)
    const headings = pages.map((_, at) => ({ page: at + 1, offset: 0, level: 1, text: `Lamp ${at}` }))
    const { summary } = await summariseHere(faithful(), readDocument(pages, headings))
    const told = [...summary.points, ...summary.sections.flatMap(({ points }) => points)].map(({ text }) => text)
    expect(told.filter((text) => summary.gist.includes(text))).toEqual([])
    expect(told.length).toBe(new Set(told).size)
    expect(summary.gistCitations?.length).toBeGreaterThan(0)
    const places = [summary.gistCitations ?? [], ...summary.points.map(({ citations }) => citations)].flat()
    for (const { page, quote } of places) expect(pages[page - 1]).toContain(quote)
  })

  it('has a section without points where all that it says is told before', async () => {
    const text = 'The ferry to Bregenz carries 4,200 passengers a day.'
    const pages = [`One\n\n${text}`, `Two\n\n${text}`]
    const headings = ['One', 'Two'].map((title, at) => ({ page: at + 1, offset: 0, level: 1, text: title }))
    const { summary } = await summariseHere(faithful(), readDocument(pages, headings))
    expect(summary.gist).toContain(text)
    expect(summary.sections.map(({ title, points }) => [title, points])).toEqual([
      ['One', []],
      ['Two', []],
    ])
  })

  it('in a quick overview reads selected sentences only, of every chapter, and says that it is one', async () => {
    const engine = faithful()
    const document = townReport(40)
    const { summary } = await summariseHere(engine, document, { wish: { mode: 'overview' } })
    expect(summary.mode).toBe('overview')
    expect(summary.complete).toBe(true)
    const asked = engine.requests.map(({ turns }) => turns[0]?.text ?? '').join('\n')
    const shown = (page: number) =>
      document.pages[page]?.text.split(/\n\n|(?<=\.) /u).filter((each) => each.endsWith('.') && asked.includes(each))
    for (let page = 0; page < 40; page += 1) expect(shown(page)?.length).toBe(3)
    expect(summary.sections.every(({ points }) => points.length > 0)).toBe(true)
  })

  it('is written in the language that was asked for, else in that of the text', async () => {
    const engine = faithful()
    await summariseHere(engine, townReport(1), { wish: { language: 'de' } })
    await summariseHere(engine, townReport(1))
    const [german, own] = engine.requests.map(({ turns }) => turns[0]?.text)
    expect(german).toContain('Write in German.')
    expect(own).toContain('Write in the language of the text.')
  })

  it('of a document with a page that could not be read is not complete, whatever was read of it', async () => {
    const document = townReport(3)
    const pages = document.pages.map((page) =>
      page.page === 2 ? { ...page, verdict: 'skipped' as const, why: 'It could not be read.' } : page,
    )
    const { end, summary } = await summariseHere(faithful(), { ...document, pages })
    expect(end.type).toBe('done')
    expect(summary.complete).toBe(false)
    expect(summary.pages.map(({ verdict }) => verdict)).toEqual(['read', 'skipped', 'read'])
    expect(summary.pages[1]?.why).toBe('It could not be read.')
  })

  it('of a document without text says so', async () => {
    const document = readDocument(['', ''])
    await expect(summariseHere(faithful(), document)).rejects.toThrow('There is no summary: failed')
  })
})
