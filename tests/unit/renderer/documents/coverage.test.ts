import { describe, expect, it } from 'vitest'
import { cellOf, coverageCells, recognisedSince } from '../../../../renderer/lib/documents/coverage.ts'
import { coverageSentence, gapSentence, gapsOf } from '../../../../renderer/lib/documents/coverage-words.ts'
import type { PageInfo } from '../../../../shared/model/attachment.ts'
import type { PageVerdict } from '../../../../shared/model/document.ts'
import { parts, report, summary } from '../../../renderer/support/water-report.ts'

function pagesOf(verdicts: readonly PageVerdict[]): PageInfo[] {
  return verdicts.map((verdict, index) => ({
    ...{ page: index + 1, label: `Page ${index + 1}`, verdict, why: null, words: 0, pictures: false, hidden: [] },
  }))
}

describe('the coverage strip', () => {
  it('has a cell for each page and never the same tone for two parts in a row', () => {
    const cells = coverageCells(report().pages, parts(18), 'all')
    expect(cells).toHaveLength(64)
    const ends = cells.filter(({ ends }) => ends)
    expect(ends.length).toBeGreaterThan(15)
    for (const [index, cell] of ends.entries()) expect(cell.tone).not.toBe(ends[index + 1]?.tone)
  })

  it('tells what was read, is being read and comes later', () => {
    const cells = coverageCells(report().pages, parts(6), 'by-part')
    const states = [22, 23, 26, 27, 30].map((page) => cells[cellOf(cells, page)]?.state)
    expect(states).toEqual(['read', 'reading', 'reading', 'later', 'none'])
  })

  it('never hides a gap in a cell that stands for several pages', () => {
    const pages = pagesOf(Array.from({ length: 1000 }, (_, index) => (index === 500 ? 'garbled' : 'read')))
    const cells = coverageCells(pages, [], 'all')
    expect(cells.length).toBeLessThanOrEqual(128)
    expect(cells.filter(({ gaps }) => gaps)).toEqual([expect.objectContaining({ from: 497, to: 504, state: 'read' })])
    expect(cells.at(-1)?.to).toBe(1000)
  })

  it('does not call pages read that only an overview went through', () => {
    expect(coverageCells(pagesOf(['read', 'ocr']), [], 'skimmed').map(({ state }) => state)).toEqual([
      'skimmed',
      'skimmed',
    ])
    expect(coverageSentence(report(), parts(18), 'skimmed')).toBe('62 of 64 pages hold text.')
  })

  it('says how much was read in parts and pages until all of it is', () => {
    expect(coverageSentence(report(), parts(6), 'by-part')).toBe('Read 6 of 18 parts (pages 1 to 22).')
    expect(coverageSentence(report(), parts(18), 'all')).toBe('62 of 64 pages read.')
  })

  it('does not call pages read that were recognised after the summary had been made', () => {
    const pages = report().pages.map((page) => (page.page === 30 ? { ...page, verdict: 'ocr' as const } : page))
    const since = recognisedSince(pages, summary())
    expect([...since]).toEqual([30])
    const cells = coverageCells(pages, parts(18), 'all', since)
    expect([29, 30, 31].map((page) => cells[cellOf(cells, page)]?.state)).toEqual(['read', 'later', 'none'])
    expect(coverageSentence(report({ pages }), parts(18), 'all', since)).toBe('62 of 64 pages read.')
  })

  it('does not count the only page', () => {
    const one = report({ unit: 'part', pages: pagesOf(['read']) })
    expect(coverageSentence(one, [], 'by-part')).toBe('The only part holds text.')
    expect(coverageSentence(one, [], 'all')).toBe('The only part was read.')
  })

  it('says which pages were not read, and only how many when they are scattered', () => {
    expect(gapSentence('page', gapsOf(report()))).toBe('Pages 30 and 31 hold no text.')
    const scattered = report({
      pages: pagesOf(['read', 'garbled', 'read', 'skipped', 'read', 'garbled', 'read', 'garbled']),
    })
    expect(gapSentence('page', gapsOf(scattered))).toBe('4 pages could not be read.')
    expect(gapSentence('slide', gapsOf(report({ pages: pagesOf(['no-text']) })))).toBe('Slide 1 holds no text.')
  })
})
