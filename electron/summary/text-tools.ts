import type { DocumentText } from '../../shared/model/document.ts'
import type { Turns } from '../turns.ts'
import { Gate } from './gate/gate.ts'
import { WordWeights } from './gate/word-weights.ts'
import { keySentences } from './key-sentences.ts'
import { languageOf } from './language.ts'
import { allInstructions } from './prompts/instructions.ts'
import type { Sentence } from './sentence.ts'
import type { Judge } from './tools.ts'

/** Share of the words of a statement that is taken from rows which these must have. */
const ROW_SUPPORT_MIN = 0.8

/** What judges sentences and statements about them; `asked`: the language these are to be written in, if not the text's. */
export async function textTools(
  document: Pick<DocumentText, 'title' | 'pages'>,
  sentences: readonly Sentence[],
  asked: string | null,
  turns: Turns,
): Promise<Judge> {
  const language = languageOf(document)
  const weights = new WordWeights(language)
  for (const { text } of sentences) {
    weights.add(text)
    await turns.give()
  }
  const gate = new Gate({
    sentences,
    weights,
    language,
    writtenIn: asked ?? language,
    instructions: allInstructions(),
    title: document.title ?? '',
  })
  const headingsOver = ([first]: readonly Sentence[]) => {
    for (let at = (first?.id ?? 0) - 1; at >= 0; at -= 1) {
      const before = sentences[at]
      if (before?.kind === 'heading') return [before.text]
    }
    return []
  }
  return {
    check: (text, cited, within) => {
      const verdict = gate.check(text, cited, within)
      if (!verdict.ok) return null
      // Rows of a table share most of their words: one that is mixed from two of them is supported by each.
      const rows = verdict.sentences.every(({ kind }) => kind === 'row')
      return rows && (verdict.support ?? 1) < ROW_SUPPORT_MIN ? null : verdict.sentences
    },
    keySentences: (among, count) => keySentences(among, count, { weights, language, headings: headingsOver(among) }),
  }
}
