import type { Point } from '../../shared/model/summary.ts'
import type { Note } from './note.ts'
import type { Sentence } from './sentence.ts'

/** A note as it is shown: with its sentences, not their ids. */
export function pointOf({ text, origin, sentences: ids }: Note, sentences: readonly Sentence[]): Point {
  const citations = ids.flatMap((id) => sentences[id] ?? []).map(({ page, text: quote }) => ({ page, quote }))
  return { text, origin, citations }
}
