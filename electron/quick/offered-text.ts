import { QUICK_TEXT_MAX, type QuickOpening, type QuickText } from '../../shared/model/quick.ts'
import { countWords } from '../../shared/model/quick-prompt.ts'

/** Characters that are no text: other programs' selections may hold them, and no model should. Tabs and lines stay. */
const CONTROL = /[^\P{Cc}\t\n]/gu

/** A text of another program as a question can use it; its length when it is too long; null when there is nothing. */
export function offeredText(source: QuickText['source'], raw: string): QuickText | number | null {
  const text = raw.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(CONTROL, '').trim()
  if (text === '') return null
  if (text.length > QUICK_TEXT_MAX) return text.length
  return { source, text, words: countWords(text) }
}

/** Remembers the selection that was offered: one that was used, or not wanted, is not offered again. */
export class Offers {
  #last = ''

  /** It was offered, or selected in Agate's own window. */
  ignore(selection: string): void {
    this.#last = selection
  }

  opening(selection: string, copied: string): QuickOpening {
    const isOfferedBefore = selection !== '' && selection === this.#last
    const offered = isOfferedBefore ? null : offeredText('selection', selection)
    const copy = offeredText('clipboard', copied)
    return {
      selection: typeof offered === 'object' ? offered : null,
      isOfferedBefore,
      tooLong: typeof offered === 'number' ? offered : null,
      copiedWords: copy !== null && typeof copy === 'object' ? copy.words : 0,
    }
  }
}
