import type { DocumentInfo } from '../../shared/model/attachment.ts'
import type { Engine } from '../engine/engine.ts'
import type { DocumentStore } from '../storage/document-store.ts'
import { Turns } from '../turns.ts'
import { countTokens } from '../summary/asker.ts'
import { budgetOf, MARK_TOKENS } from '../summary/budget.ts'
import { languageOf } from '../summary/language.ts'
import type { Part } from '../summary/part.ts'
import { planParts } from '../summary/plan-parts.ts'
import type { Sentence } from '../summary/sentence.ts'
import { sentencesInTurns } from '../summary/sentences.ts'
import { textTools } from '../summary/text-tools.ts'
import type { Judge } from '../summary/tools.ts'
import { failed } from '../summary/work-stop.ts'
import { questionTurns } from './question-prompt.ts'
import type { SourceSentence } from './source-sentence.ts'
import { languageByStopWords } from './stop-words.ts'

/** A part of a document that the question is asked of. */
export interface ScanPart {
  readonly documentId: string
  readonly part: Part
  /** Those that say something, as they are numbered for the model from 1. */
  readonly sentences: readonly Sentence[]
  readonly judge: Judge
}

export interface ScanPlan {
  readonly contextSize: number
  readonly maxTokens: number
  readonly parts: readonly ScanPart[]
}

/** A part with fewer tokens than this share of the most is joined with the next. */
const MINIMUM_SHARE = 0.25

/** Divides the documents so that each part fits into a prompt with the question. Throws a WorkStop. */
export async function planScan(
  { question, documents }: { readonly question: string; readonly documents: readonly DocumentInfo[] },
  store: DocumentStore,
  engine: Engine,
  signal: AbortSignal,
): Promise<ScanPlan> {
  const [instructions = 0] = await countTokens(engine, [scanPrompt(question, [], '')], signal)
  const { contextSize } = engine.status()
  if (contextSize === null) throw failed('model-failed', 'The model was unloaded. Ask again.')
  const budget = budgetOf(contextSize, instructions)
  if (budget.part <= 0) throw failed('engine', 'This question is too long for the model. Shorten it and ask again.')
  const parts: ScanPart[] = []
  const turns = new Turns()
  for (const { id, name } of documents) {
    const document = store.read(id, name)
    if (document === null) continue
    const sentences = await sentencesInTurns(document, turns)
    const language = languageOf(document)
    const asked = languageByStopWords(question, language)
    const judge = await textTools(document, sentences, asked === language ? null : asked, turns)
    const count = async (texts: string[]) => {
      const counts = await countTokens(engine, texts, signal)
      return counts.map((tokens) => Math.min(budget.part, tokens + MARK_TOKENS))
    }
    const size = { budget: budget.part, minimum: Math.floor(budget.part * MINIMUM_SHARE) }
    for (const part of await planParts(sentences, document.headings, count, size)) {
      const numbered = part.sentences.filter(({ kind }) => kind !== 'filler')
      if (numbered.length > 0) parts.push({ documentId: id, part, sentences: numbered, judge })
    }
  }
  return { contextSize, maxTokens: budget.reply, parts }
}

export function scanPrompt(question: string, sentences: readonly SourceSentence[], marker: string): string {
  return questionTurns({ question, sentences, names: new Map(), marker, earlier: [] })
    .map(({ text }) => text)
    .join('\n\n')
}
