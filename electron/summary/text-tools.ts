import type { DocumentText } from '../../shared/model/document.ts'
import { Gate } from './gate/gate.ts'
import { WordWeights } from './gate/word-weights.ts'
import { contentWords } from './gate/words.ts'
import { allInstructions } from './prompts/instructions.ts'
import type { Sentence } from './sentence.ts'
import type { Judge } from './tools.ts'

interface Languages {
  /** Of the document; BCP 47, or null where it cannot be told. */
  readonly language: string | null
  /** Of the summary. */
  readonly writtenIn: string | null
}

/** Share of the words of a statement that is taken from rows which these must have. */
const ROW_SUPPORT_MIN = 0.8

/** What judges sentences and statements about them. */
export function textTools(
  { title }: Pick<DocumentText, 'title'>,
  sentences: readonly Sentence[],
  { language, writtenIn }: Languages,
): Judge {
  const weights = new WordWeights(
    language,
    sentences.map(({ text }) => text),
  )
  const gate = new Gate({
    sentences,
    weights,
    language,
    writtenIn,
    instructions: allInstructions(),
    title: title ?? '',
  })
  return {
    check: (text, cited, within) => {
      const verdict = gate.check(text, cited, within)
      if (!verdict.ok) return null
      // Rows of a table share most of their words: one that is mixed from two of them is supported by each.
      const rows = verdict.sentences.every(({ kind }) => kind === 'row')
      return rows && (verdict.support ?? 1) < ROW_SUPPORT_MIN ? null : verdict.sentences
    },
    keySentences: (among, count) => keySentences(among, count, weights),
  }
}

/** Words beside which more of them make a sentence no better. */
const WORDS_ENOUGH = 20

function keySentences(among: readonly Sentence[], count: number, weights: WordWeights): Sentence[] {
  const centre = new Map<string, number>()
  for (const { text } of among) {
    for (const word of new Set(contentWords(text, null))) centre.set(word, (centre.get(word) ?? 0) + 1)
  }
  const score = ({ text, kind }: Sentence) => {
    const words = [...new Set(contentWords(text, null))]
    const sum = words.reduce((total, word) => total + weights.of(word) * ((centre.get(word) ?? 0) - 0.5), 0)
    return (sum / Math.max(WORDS_ENOUGH, words.length)) * (kind === 'prose' ? 2 : 1)
  }
  const best = [...among].sort((a, b) => score(b) - score(a)).slice(0, count)
  return best.sort((a, b) => a.id - b.id)
}
