import type { ChatTurn } from '../engine/engine.ts'
import { budgetFor } from './budget.ts'
import { numberedLine, questionTurns, type PromptParts } from './question-prompt.ts'
import type { SourceSentence } from './source-sentence.ts'

/** What the template adds to a conversation, at the most. */
const TEMPLATE_TOKENS = 64
/** Of the longest number of a sentence. */
const NUMBER_MAX = 999

export type CountTokens = (texts: readonly string[]) => Promise<number[]>

export interface PromptWish extends Omit<PromptParts, 'sentences' | 'earlier'> {
  /** Best first. */
  readonly passages: readonly (readonly SourceSentence[])[]
  /** Exchanges, oldest first. */
  readonly earlier: readonly (readonly ChatTurn[])[]
  /** Documents in the order of the conversation. */
  readonly documentIds: readonly string[]
}

export interface FittedPrompt {
  readonly turns: readonly ChatTurn[]
  /** As they are numbered in it, from 1. */
  readonly sentences: readonly SourceSentence[]
  /** No sentence of the passages is left out. */
  readonly isAll: boolean
  readonly maxTokens: number
}

/** The question does not fit, whatever it is answered from. */
export interface TooLong {
  readonly promptTokens: number
  readonly limit: number
}

/** The best passages that fit, in the order of the documents; nothing of them is cut. */
export async function fitPrompt(
  wish: PromptWish,
  contextSize: number,
  count: CountTokens,
): Promise<FittedPrompt | TooLong> {
  const bare = await countTurns(questionTurns({ ...wish, sentences: [], earlier: [] }), count)
  const budget = budgetFor(contextSize, bare)
  if (budget === null) return { promptTokens: bare, limit: contextSize }
  const earlier = await latestWithin(wish.earlier, budget.earlier, count)
  const costs = await costsOf(wish.passages, count)
  for (let room = budget.sentences; ;) {
    const sentences = inOrder(bestWithin(wish.passages, costs, room), wish.documentIds)
    const turns = questionTurns({ ...wish, sentences, earlier })
    const over = (await countTurns(turns, count)) + budget.answer - contextSize
    if (over <= 0) return { turns, sentences, isAll: holdsAll(sentences, wish.passages), maxTokens: budget.answer }
    if (sentences.length === 0) throw new Error(`A question without sentences needs ${over} tokens too many`)
    room -= over
  }
}

async function countTurns(turns: readonly ChatTurn[], count: CountTokens): Promise<number> {
  const counts = await count(turns.map(({ text }) => text))
  return counts.reduce((sum, tokens) => sum + tokens, TEMPLATE_TOKENS)
}

async function latestWithin(
  exchanges: readonly (readonly ChatTurn[])[],
  most: number,
  count: CountTokens,
): Promise<ChatTurn[]> {
  const counts = await count(exchanges.map((turns) => turns.map(({ text }) => text).join('\n')))
  let from = exchanges.length
  let tokens = 0
  while (from > 0) {
    tokens += counts[from - 1] ?? 0
    if (tokens > most) break
    from -= 1
  }
  return exchanges.slice(from).flat()
}

/** Tokens of each sentence with its number, by passage. */
async function costsOf(passages: PromptWish['passages'], count: CountTokens): Promise<number[][]> {
  const counts = await count(passages.flat().map(({ text }) => numberedLine(text, NUMBER_MAX)))
  let at = 0
  return passages.map(({ length }) => {
    at += length
    return counts.slice(at - length, at).map((tokens) => tokens + 1)
  })
}

/** Sentences of whole passages as long as there is room; of the first one as many as there is room for. */
function bestWithin(
  passages: PromptWish['passages'],
  costs: readonly (readonly number[])[],
  most: number,
): SourceSentence[] {
  const chosen = new Map<string, SourceSentence>()
  let room = most
  for (const [index, passage] of passages.entries()) {
    const fresh = passage.flatMap((sentence, at) =>
      chosen.has(keyOf(sentence)) ? [] : [{ sentence, cost: costs[index]?.[at] ?? 0 }],
    )
    if (index > 0 && fresh.reduce((sum, { cost }) => sum + cost, 0) > room) break
    for (const { sentence, cost } of fresh) {
      if (cost > room) break
      room -= cost
      chosen.set(keyOf(sentence), sentence)
    }
  }
  return [...chosen.values()]
}

function holdsAll(sentences: readonly SourceSentence[], passages: PromptWish['passages']): boolean {
  const there = new Set(sentences.map(keyOf))
  return passages.every((passage) => passage.every((sentence) => there.has(keyOf(sentence))))
}

function keyOf({ documentId, page, from }: SourceSentence): string {
  return `${documentId} ${page} ${from}`
}

function inOrder(sentences: readonly SourceSentence[], documentIds: readonly string[]): SourceSentence[] {
  const place = ({ documentId }: SourceSentence) => documentIds.indexOf(documentId)
  return sentences.toSorted((one, other) => place(one) - place(other) || one.page - other.page || one.from - other.from)
}
