import type { Heading } from '../../shared/model/document.ts'
import type { PageRange } from '../../shared/model/summary.ts'
import { leavesOf, type TokenBlock } from './text/leaves.ts'
import type { Part } from './part.ts'
import type { Sentence } from './sentence.ts'

/** Counts the tokens of each text, with the tokenizer of the model that will read them. */
export type CountTokens = (texts: string[]) => Promise<number[]>

/** Tokens of a part. */
export interface PartSize {
  /** At most. */
  readonly budget: number
  /** With fewer, what comes next is taken in as well, also where a section begins. */
  readonly minimum: number
}

export const PART_SIZE: PartSize = { budget: 2400, minimum: 600 }
const TEXTS_PER_COUNT = 512

/**
 * Divides a document into parts that are read one by one: at headings, else at empty lines, else between sentences; a table or
 * a piece of code only where it is larger than a part. Together they hold every sentence once, in order; what is
 * filler (`sentence.ts`) belongs to them and counts nothing. Throws where a single sentence is more than a part may have.
 */
export async function planParts(
  sentences: readonly Sentence[],
  headings: readonly Heading[],
  countTokens: CountTokens,
  size: PartSize = PART_SIZE,
): Promise<Part[]> {
  const tokens = await countAll(sentences, countTokens)
  const leaves = leavesOf(sentences, headings, tokens)
  const top = Math.min(...leaves.flatMap(({ level }) => level ?? []))
  const filling = new Filling(size)
  for (const leaf of leaves) {
    const fits = filling.tokens + leaf.tokens <= size.budget
    if (filling.tokens >= size.minimum && (leaf.level === top || !fits)) filling.close()
    for (const block of leaf.blocks) filling.add(block, leaf.path)
  }
  filling.close()
  return filling.parts
}

async function countAll(sentences: readonly Sentence[], countTokens: CountTokens): Promise<number[]> {
  const counts = sentences.map(() => 0)
  const read = sentences.flatMap(({ kind, text }, at) => (kind === 'filler' ? [] : [{ at, text }]))
  for (let from = 0; from < read.length; from += TEXTS_PER_COUNT) {
    const batch = read.slice(from, from + TEXTS_PER_COUNT)
    const tokens = await countTokens(batch.map(({ text }) => text))
    if (tokens.length !== batch.length) throw new Error('Not every sentence was counted')
    batch.forEach(({ at }, index) => (counts[at] = tokens[index] ?? 0))
  }
  return counts
}

interface Counted {
  readonly sentence: Sentence
  readonly tokens: number
  readonly path: readonly string[]
}

/** The part that is being filled, and those that are full. */
class Filling {
  readonly parts: Part[] = []
  #size: PartSize
  #open: Counted[] = []
  tokens = 0

  constructor(size: PartSize) {
    this.#size = size
  }

  add(block: TokenBlock, path: readonly string[]): void {
    if (this.tokens + block.tokens > this.#size.budget && this.#keepsWhole(block)) this.#closeBefore(block.tokens)
    for (const { sentence, tokens } of block.sentences) {
      if (tokens > this.#size.budget) throw new Error(`A sentence of ${tokens} tokens is more than a part may have`)
      if (this.tokens + tokens > this.#size.budget) this.#closeBefore(tokens)
      this.#open.push({ sentence, tokens, path })
      this.tokens += tokens
    }
  }

  /** A paragraph is only divided where the part would be too small without it, a table only where it is larger than any part. */
  #keepsWhole(block: TokenBlock): boolean {
    return block.tokens <= this.#size.budget && (block.rows || this.tokens >= this.#size.minimum)
  }

  /** Headings at the end go along with what they stand over, as far as that leaves room. */
  #closeBefore(tokens: number): void {
    const body = this.#open.findLastIndex(({ sentence }) => sentence.kind !== 'heading') + 1
    const headings = this.#open.slice(body)
    const moved = sum(headings)
    const along = body > 0 && moved + tokens <= this.#size.budget
    if (along) this.#open = this.#open.slice(0, body)
    this.close()
    if (!along) return
    this.#open = headings
    this.tokens = moved
  }

  close(): void {
    const first = this.#open[0]
    const last = this.#open.at(-1)
    if (first === undefined || last === undefined) return
    const tokens = sum(this.#open)
    if (tokens > this.#size.budget) throw new Error(`A part of ${tokens} tokens was planned`)
    const pages: PageRange = [first.sentence.page, last.sentence.page]
    const path = commonPath(this.#open.filter((each) => each.tokens > 0).map((each) => each.path))
    const sentences = this.#open.map(({ sentence }) => sentence)
    this.parts.push({ index: this.parts.length, path, pages, sentences, tokens })
    this.#open = []
    this.tokens = 0
  }
}

const sum = (counted: readonly Counted[]): number => counted.reduce((total, { tokens }) => total + tokens, 0)

/** What all of them stand under; where that is nothing, what the first one stands under. */
function commonPath(paths: readonly (readonly string[])[]): readonly string[] {
  const [first = []] = paths
  const length = paths.reduce((common, path) => {
    const differs = path.findIndex((title, at) => title !== first[at])
    return Math.min(common, differs === -1 ? path.length : differs)
  }, first.length)
  return length === 0 ? first : first.slice(0, length)
}
