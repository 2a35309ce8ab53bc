import { describe, expect, it } from 'vitest'
import { isLost } from '../../../electron/summary/unreadable-pages.ts'
import { textOf } from '../../support/documents/text-of.ts'

const [page] = textOf(['']).pages
if (page === undefined) throw new Error('No page')

describe('A page', () => {
  it.each([
    ['read', false, false],
    ['ocr', true, false],
    ['no-text', false, false],
    ['no-text', true, true],
    ['garbled', false, true],
    ['skipped', false, true],
  ] as const)('that is %s, with pictures: %s, is lost: %s', (verdict, pictures, lost) => {
    expect(isLost({ ...page, verdict, pictures })).toBe(lost)
  })
})
