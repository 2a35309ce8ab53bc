import type { DocumentText } from '../../shared/model/document.ts'
import type { SummaryWish } from '../../shared/model/summary-job.ts'
import type { Engine } from '../engine/engine.ts'
import { Turns } from '../turns.ts'
import { countTokens } from './asker.ts'
import { type Budget, budgetOf, MARK_TOKENS } from './budget.ts'
import { selectedOnly } from './overview.ts'
import type { Part } from './part.ts'
import { planParts } from './plan-parts.ts'
import { longestInstructions } from './prompts/instructions.ts'
import { languageLine } from './prompts/language-line.ts'
import { sectionsOf } from './sections.ts'
import type { Sentence } from './sentence.ts'
import { sentencesInTurns } from './sentences.ts'
import { textTools } from './text-tools.ts'
import type { Judge } from './tools.ts'
import { failed } from './work-stop.ts'

export interface Plan {
  readonly contextSize: number
  /** Of the beginning that all parts share, in tokens. */
  readonly instructions: number
  readonly budget: Budget
  /** All of the document. */
  readonly sentences: readonly Sentence[]
  readonly parts: readonly Part[]
  readonly judge: Judge
}

const UNLOADED = 'The model was unloaded before the document was divided. Nothing is lost: go on.'
const NO_TEXT = 'This document has no text that could be read, so there is nothing to summarise.'

/** Parts shorter than this share of the most are joined with the next one. */
const MINIMUM_SHARE = 0.25

/** Divides the document by the loaded model's tokenizer and context. Throws a WorkStop. */
export async function planDocument(
  engine: Engine,
  document: DocumentText,
  { mode, language }: Pick<SummaryWish, 'mode' | 'language'>,
  signal: AbortSignal,
): Promise<Plan> {
  const turns = new Turns()
  const sentences = await sentencesInTurns(document, turns)
  if (!sentences.some(({ kind }) => kind !== 'filler')) throw failed('no-text', NO_TEXT)
  const judge = await textTools(document, sentences, language, turns)
  const [instructions = 0] = await countTokens(engine, [longestInstructions(languageLine(language))], signal)
  const { contextSize } = engine.status()
  if (contextSize === null) throw failed('model-failed', UNLOADED)
  const budget = budgetOf(contextSize, instructions)
  const count = async (texts: string[]) => {
    const counts = await countTokens(engine, texts, signal)
    return counts.map((tokens) => Math.min(budget.part, tokens + MARK_TOKENS))
  }
  const size = { budget: budget.part, minimum: Math.floor(budget.part * MINIMUM_SHARE) }
  const sections = sectionsOf(sentences, document.headings, [])
  const read = mode === 'full' ? sentences : await selectedOnly(sentences, sections, judge.keySentences, turns)
  const parts = await planParts(read, document.headings, count, size)
  return { contextSize, instructions, budget, sentences, parts, judge }
}
