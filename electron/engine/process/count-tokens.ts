import { wellFormed } from './well-formed.ts'

/** Texts up to this are tokenised at once: about a tenth of a second, in which the process answers nobody. */
const SLICE = 64_000

type Tokenize = (text: string) => { readonly length: number }

/**
 * Counts the tokens of texts of any size without blocking the process: in slices, cut before a lone space, where no
 * token reaches across. Where a text has no such place, the count may be one or two off per slice. Null when stopped.
 */
export async function countTokens(
  texts: readonly string[],
  tokenize: Tokenize,
  signal: AbortSignal,
): Promise<number[] | null> {
  const counts: number[] = []
  let sincePause = 0
  for (const text of texts) {
    let tokens = 0
    for (let start = 0; start < text.length;) {
      const end = cutAfter(text, start)
      tokens += tokenize(wellFormed(text.slice(start, end))).length
      sincePause += end - start
      start = end
      if (sincePause < SLICE) continue
      sincePause = 0
      await new Promise((resolve) => setImmediate(resolve))
      if (signal.aborted) return null
    }
    counts.push(tokens)
  }
  return counts
}

/** True when tokenising these at once would block the process for long. */
export function areLong(texts: readonly string[]): boolean {
  return texts.reduce((sum, text) => sum + text.length, 0) > 2 * SLICE
}

function cutAfter(text: string, start: number): number {
  const end = start + SLICE
  if (end >= text.length) return text.length
  const space = /(?<=\S) (?=\S)/gu
  space.lastIndex = end - 1000
  const found = space.exec(text.slice(0, end))
  return found ? found.index : end
}
