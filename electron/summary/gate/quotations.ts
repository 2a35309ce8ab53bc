import { fold } from './words.ts'

/** What stands between quotation marks, of any of the six languages. A straight one closes what a straight one opened. */
const QUOTATION = /“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|"([^"]+)"|「([^「」]+)」/gu

/** The quotations of a statement, as they are compared. */
export function quotationsIn(text: string): string[] {
  return [...text.matchAll(QUOTATION)]
    .map(([, ...inner]) => compared(inner.join('')))
    .filter((quotation) => quotation !== '')
}

/** Whether every quotation stands word for word in the sentences, whatever its case, its white space and its marks at the end. */
export function quotationsStand(quotations: readonly string[], sentences: readonly string[]): boolean {
  if (quotations.length === 0) return true
  const there = ` ${compared(sentences.join(' '))} `
  return quotations.every((quotation) => there.includes(` ${quotation} `))
}

/** Words and the signs within them: “1.4” is not “14”, and “text/x-diff” is one thing. */
export function compared(text: string): string {
  return fold(text)
    .replace(/[\u00ad\u200b]/gu, '')
    .replace(/(?<=\p{L})-\s*\n\s*(?=\p{Ll})/gu, '')
    .replace(/[‐‑‒–—]/gu, '-')
    .replace(/[’ʼ]/gu, "'")
    .replace(/[“”„«»"「」]/gu, ' ')
    .replace(/[.,;:!?…。，]+(?=\s|$)/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
}
