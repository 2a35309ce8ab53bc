import type { Turns } from '../turns.ts'
import { OVERVIEW_SHARE } from './key-sentences.ts'
import type { Section } from './sections.ts'
import type { Sentence } from './sentence.ts'

/** Sentences among which they are selected, so that no end of a long section is left out. */
const STRETCH = 40

/** What a quick overview reads: the sentences of each section that say most, and headings. All others count as filler. */
export async function selectedOnly(
  sentences: readonly Sentence[],
  sections: readonly Section[],
  keySentences: (among: readonly Sentence[], count: number) => readonly Sentence[],
  turns: Turns,
): Promise<Sentence[]> {
  const whole = { from: 0, to: sentences.length }
  const stretches = (sections.length > 0 ? sections : [whole]).flatMap(({ from, to }) => stretchesOf(from, to))
  const selected = new Set<Sentence>()
  for (const { from, to } of stretches) {
    const body = sentences.slice(from, to).filter(({ kind }) => kind === 'prose' || kind === 'row')
    for (const sentence of keySentences(body, Math.ceil(body.length * OVERVIEW_SHARE))) selected.add(sentence)
    await turns.give()
  }
  const isRead = (sentence: Sentence) => sentence.kind === 'heading' || selected.has(sentence)
  return sentences.map((sentence) => (isRead(sentence) ? sentence : { ...sentence, kind: 'filler' }))
}

function stretchesOf(from: number, to: number): { from: number; to: number }[] {
  const count = Math.ceil((to - from) / STRETCH)
  return Array.from({ length: count }, (_, at) => {
    return { from: from + at * STRETCH, to: Math.min(to, from + (at + 1) * STRETCH) }
  })
}
