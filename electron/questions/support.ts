import { Gate } from '../summary/gate/gate.ts'
import { WordWeights } from '../summary/gate/word-weights.ts'
import type { Sentence } from '../summary/sentence.ts'
import type { CheckStatement } from './checked-answer.ts'
import { ANSWERING } from './question-prompt.ts'
import type { SourceSentence } from './source-sentence.ts'
import { languageByStopWords } from './stop-words.ts'

/**
 * Checks statements against the sentences the model was shown. A statement in another language than its sentences cannot be
 * compared with them word by word; it is let through only where the question was asked in that language.
 */
export function supportIn(shown: readonly SourceSentence[], question: string, title: string): CheckStatement {
  const sentences = shown.map(asSentence)
  const language = languageByStopWords(shown.map(({ text }) => text).join(' '), null)
  const asked = languageByStopWords(question, language)
  const gateOf = gates(sentences, language, title)
  return (text, numbers) => {
    const writtenIn = languageByStopWords(text, language)
    if (writtenIn !== language && writtenIn !== asked) return null
    const cited = numbers.flatMap((number) => sentences[number - 1] ?? [])
    const verdict = gateOf(writtenIn).check(text, cited, sentences)
    return verdict.ok ? verdict.sentences.map(({ id }) => id + 1) : null
  }
}

/** One for each language that statements are written in. */
function gates(
  sentences: readonly Sentence[],
  language: string | null,
  title: string,
): (writtenIn: string | null) => Gate {
  const made = new Map<string | null, Gate>()
  const weights = new WordWeights(
    language,
    sentences.map(({ text }) => text),
  )
  return (writtenIn) => {
    const gate =
      made.get(writtenIn) ?? new Gate({ sentences, weights, language, writtenIn, instructions: ANSWERING, title })
    made.set(writtenIn, gate)
    return gate
  }
}

/** Its place among those that were shown is its id. */
function asSentence({ page, from, to, text }: SourceSentence, id: number): Sentence {
  return { id, page, from, to, text, kind: 'prose', block: id }
}
