import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js'
import { type Font, fontOf } from './painting/fonts.ts'

/** What the library says of a drawn letter. Checked by hand, for a page has thousands. */
export interface Letter {
  /** What it stands for: most often one character, more for a ligature. */
  readonly unicode: string
  /** In units of its font. */
  readonly width: number
  /** Whether the spacing of words is added to it, which depends on its code and not on what it stands for. */
  readonly isSpace: boolean
}

export function isLetter(shown: unknown): shown is Letter {
  return (
    typeof shown === 'object' &&
    shown !== null &&
    typeof Reflect.get(shown, 'unicode') === 'string' &&
    typeof Reflect.get(shown, 'width') === 'number'
  )
}

export type LetterSort = 'seen' | 'space' | 'accent' | 'unseen'

/** An accent stands on the letter before; unseen are marks that only change how others are set. */
export function sortOf(unicode: string): LetterSort {
  const code = unicode.charCodeAt(0)
  // Nearly all letters: looked at first because looking at Unicode's properties takes longer.
  if (code > 0x20 && code < 0xa0) return 'seen'
  if (/^\s/u.test(unicode)) return 'space'
  if (/^\p{Cf}$/u.test(unicode)) return 'unseen'
  return /^\p{Mn}$/u.test(unicode) ? 'accent' : 'seen'
}

/** The fonts of a page by the names that its steps give; null for one that the library does not have. */
export function fontsOf(page: PDFPageProxy): (name: string) => Font | null {
  const known = new Map<string, Font | null>()
  return (name) => {
    const font = known.get(name)
    if (font !== undefined) return font
    const found = fontOf(page, name)
    known.set(name, found)
    return found
  }
}
