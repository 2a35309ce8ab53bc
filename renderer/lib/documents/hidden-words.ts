import type { HiddenText, PageUnit } from '../../../shared/model/document.ts'
import { formatCount } from '../numbers.ts'
import { longRange, pageCount } from './page-words.ts'

interface Found extends HiddenText {
  readonly page: number
}

/** “42 words on page 8 cannot be seen by somebody who reads it.” */
export function hiddenSentence(unit: PageUnit, found: readonly Found[]): string {
  const words = found.reduce((sum, text) => sum + text.words, 0)
  const pages = [...new Set(found.map(({ page }) => page))]
  const [first = 1] = pages
  const where = pages.length === 1 ? longRange(unit, [first, first]) : pageCount(unit, pages.length)
  return `${formatCount(words)} ${words === 1 ? 'word' : 'words'} on ${where} can hardly be seen by a reader.`
}

const REASONS: Readonly<Record<HiddenText['reason'], string>> = {
  tiny: 'Too small to be read',
  'off-page': 'Outside of the page',
  white: 'In white letters',
  covered: 'Under something painted over it',
  'marked-hidden': 'Marked as hidden',
}

export function hiddenWhy(reason: HiddenText['reason'], kept: boolean): string {
  return `${REASONS[reason]}; ${kept ? 'read with the rest' : 'left out'}.`
}
