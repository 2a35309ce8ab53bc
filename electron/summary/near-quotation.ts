import { compared } from './gate/quotations.ts'
import type { Note } from './note.ts'
import type { Sentence } from './sentence.ts'

/** A statement that has so much of a sentence, letter by letter, is that sentence with a slip. */
const SAME_LETTERS = 0.9

/** The sentence that a statement repeats, all but word for word; null when it repeats none. */
export function nearlyQuoted<S extends { readonly text: string }>(text: string, sentences: readonly S[]): S | null {
  const said = compared(text)
  return sentences.find((sentence) => likeness(said, compared(sentence.text)) >= SAME_LETTERS) ?? null
}

/** A checked statement on the sentences it rests on. One that is nearly a sentence is shown as that sentence. */
export function noteOf(text: string, rests: readonly Sentence[]): Note {
  const quoted = nearlyQuoted(text, rests)
  return quoted === null ? { text, origin: 'model', sentences: rests.map(({ id }) => id) } : quoteOf(quoted)
}

export function quoteOf({ id, text }: Sentence): Note {
  return { text, origin: 'source', sentences: [id] }
}

/** 1 less the edit distance (Levenshtein) in shares of the longer text; 0 where only their lengths tell that it is small. */
function likeness(one: string, other: string): number {
  const longest = Math.max(one.length, other.length)
  if (longest === 0 || Math.min(one.length, other.length) < SAME_LETTERS * longest) return 0
  let before = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const change = (before[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1)
      current.push(Math.min(change, (before[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    before = current
  }
  return 1 - (before[other.length] ?? longest) / longest
}
