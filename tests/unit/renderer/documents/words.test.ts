import { describe, expect, it } from 'vitest'
import { documentLine, documentTitle } from '../../../../renderer/lib/documents/attachment-words.ts'
import { dragged } from '../../../../renderer/lib/documents/dragged.ts'
import { duration, timeLeft } from '../../../../renderer/lib/documents/duration.ts'
import { evidenceFor } from '../../../../renderer/lib/documents/evidence.ts'
import { pageFrame } from '../../../../renderer/lib/documents/pdf/page-frame.ts'
import { citeIn, pageList, shortRange } from '../../../../renderer/lib/documents/page-words.ts'
import { report } from '../../../renderer/support/water-report.ts'

describe('times', () => {
  it('are said in the two units that matter', () => {
    expect([0.2, 4, 59.4, 190, 3600, 5100].map(duration)).toEqual([
      ...['1 s', '4 s', '59 s', '3 min 10 s', '1 h', '1 h 25 min'],
    ])
  })

  it('that are left go down in whole minutes, and in steps of five seconds under one', () => {
    expect([7000, 118, 61, 60, 42, 3, 0].map(timeLeft)).toEqual([
      'about 1 h 57 min left',
      'about 2 minutes left',
      'about 2 minutes left',
      'about 60 seconds left',
      'about 45 seconds left',
      'about 5 seconds left',
      'about 5 seconds left',
    ])
  })
})

describe('pages', () => {
  it('are listed as they are read aloud', () => {
    expect(pageList('page', [3])).toBe('Page 3')
    expect(pageList('page', [30, 31])).toBe('Pages 30 and 31')
    expect(pageList('page', [3, 4, 5, 9, 12])).toBe('Pages 3 to 5, 9 and 12')
  })

  it('are shortened for what they are', () => {
    expect(shortRange('page', [12, 14])).toBe('pp. 12–14')
    expect(shortRange('slide', [3, 3])).toBe('slide 3')
  })
})

describe('a document', () => {
  it('is called by its title, or by its file without the ending', () => {
    expect(documentTitle(report())).toBe('Annual Water Report 2025')
    expect(documentTitle(report({ title: null, name: 'notes 2.1.md' }))).toBe('notes 2.1')
  })

  it('is measured in pages, or in words when it is not divided', () => {
    expect(documentLine(report())).toMatch(/^64 pages · [\d,]+ words · English$/u)
    const notes = report({ unit: 'part', pages: report().pages.slice(0, 1), words: 172 })
    expect(documentLine(notes)).toBe('172 words · English')
  })
})

describe('what is dragged', () => {
  const file = (type: string) => ({ kind: 'file', type })

  it('is counted by kind, what cannot be read last', () => {
    const items = [file('video/mp4'), file('application/pdf'), file('application/pdf'), file('')]
    expect(dragged(['Files'], items)).toEqual({
      what: 'files',
      count: 4,
      kinds: [
        { label: '2 PDF', isReadable: true },
        { label: '1 folder or other file', isReadable: true },
        { label: '1 video, cannot be read', isReadable: false },
      ],
    })
  })

  it('is an address before it is a text', () => {
    expect(dragged(['text/uri-list', 'text/plain'], [])).toEqual({ what: 'address' })
    expect(dragged(['text/plain'], [])).toEqual({ what: 'text' })
    expect(dragged(['application/x-other'], [])).toBeNull()
  })
})

describe('a page in the panel', () => {
  const page = { width: 600, height: 800 }

  it('is as wide as its text with a margin, and whole when there is none', () => {
    const { scale, crop } = pageFrame(page, { left: 100, top: 100, width: 400, height: 500 }, 392, 'text')
    expect(scale).toBeCloseTo(0.85)
    expect(crop).toEqual({ left: 59, top: 59, width: 392, height: 477 })
    expect(pageFrame(page, null, 300, 'text')).toEqual({
      scale: 0.5,
      crop: { left: 0, top: 0, width: 300, height: 400 },
    })
  })

  it('never makes a single word as large as the panel', () => {
    expect(pageFrame(page, { left: 300, top: 400, width: 10, height: 10 }, 392, 'text').scale).toBe(4)
  })
})

describe('what is said of a sentence that was looked for', () => {
  const said = (label: string, isMarked: boolean | null = null) =>
    evidenceFor('A sentence.', { page: 1, label, text: 'A sentence.', headings: [] }, 'read', isMarked).text

  it('names the page, the slide or the part it stands on', () => {
    expect(said('Page 12', true)).toBe('Word for word on page 12')
    expect(said('Page 12', false)).toBe('Word for word in the text of page 12')
    expect(said('Slide 3')).toBe('Word for word on Slide 3')
    expect(said('Part 1: Lease of the boathouse')).toBe('Word for word in part 1')
  })
})

describe('a citation', () => {
  it('says where, unless there is only one place', () => {
    expect(citeIn(report(), 12)).toBe('p. 12')
    expect(citeIn(report({ unit: 'part' }), 2)).toBe('part 2')
    expect(citeIn(report({ unit: 'part', pages: report().pages.slice(0, 1) }), 1)).toBe('source')
  })
})
