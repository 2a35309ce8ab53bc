import { expect, it } from 'vitest'
import { searchedSentence } from '../../../electron/questions/searched.ts'
import type { Attachment } from '../../../shared/model/attachment.ts'
import { report } from '../../renderer/support/water-report.ts'

const attachment = (change: Partial<Attachment> = {}): Attachment => ({
  ...{ id: 'a', conversationId: 'c', name: 'water.pdf', state: 'ready', progress: null, problem: null },
  ...{ document: report() },
  ...change,
})

it('What was searched names the pages that have no text', () => {
  expect(searchedSentence([attachment()])).toBe(
    'All 62 pages with text were searched. Pages 30 and 31 have no text that could be searched.',
  )
})

it('What was searched says of pages that are being recognised that they come', () => {
  expect(searchedSentence([attachment({ progress: { done: 0, total: 2 } })])).toBe(
    'All 62 pages with text were searched. Pages 30 and 31 were still being recognised.',
  )
})
