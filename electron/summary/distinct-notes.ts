import type { Note } from './note.ts'

/** Two notes are one when so much of the longer one's words are in the other, or all of the shorter one's. */
const SAME_SHARE = 0.9
const WHOLE_WORDS = 4

/** The notes in their order, without those that repeat an earlier one. */
export function distinctNotes(notes: readonly Note[]): Note[] {
  const kept: { readonly note: Note; readonly words: ReadonlySet<string> }[] = []
  for (const note of notes) {
    const words = wordsOf(note.text)
    if (!kept.some((other) => isSame(words, other.words))) kept.push({ note, words })
  }
  return kept.map(({ note }) => note)
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = [...a].filter((word) => b.has(word)).length
  const contained = shared >= WHOLE_WORDS && shared === Math.min(a.size, b.size)
  return contained || shared >= SAME_SHARE * Math.max(a.size, b.size)
}

function wordsOf(text: string): Set<string> {
  return new Set(
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  )
}
