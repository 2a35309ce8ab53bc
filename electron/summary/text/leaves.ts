import type { Heading } from '../../../shared/model/document.ts'
import type { Sentence } from '../sentence.ts'

export interface TokenBlock {
  readonly sentences: { readonly sentence: Sentence; readonly tokens: number }[]
  readonly rows: boolean
  tokens: number
}

/** What stands between one heading and the next, with the headings over it. */
export interface Leaf {
  readonly path: readonly string[]
  /** The most general of its own headings; null before the first heading. */
  readonly level: number | null
  readonly blocks: TokenBlock[]
  tokens: number
}

/** Divides a document at its headings; headings that follow one another begin one leaf. */
export function leavesOf(
  sentences: readonly Sentence[],
  headings: readonly Heading[],
  tokens: readonly number[],
): Leaf[] {
  const levels = new Map(headings.map(({ page, offset, level }) => [`${page} ${offset}`, level]))
  const leaves: Leaf[] = []
  const over: { readonly title: string; readonly level: number }[] = []
  let block: number | null = null
  let afterHeading = false
  for (const sentence of sentences) {
    const heading = sentence.kind === 'heading'
    if (heading && sentence.block !== block) {
      const level = levels.get(`${sentence.page} ${sentence.from}`) ?? 1
      while ((over.at(-1)?.level ?? 0) >= level) over.pop()
      over.push({ title: sentence.text, level })
      beginLeaf(leaves, over, level, afterHeading)
    } else if (leaves.length === 0) leaves.push({ path: [], level: null, blocks: [], tokens: 0 })
    addTo(leaves.at(-1), sentence, tokens[sentence.id] ?? 0, sentence.block !== block)
    block = sentence.block
    afterHeading = heading
  }
  return leaves
}

function beginLeaf(leaves: Leaf[], over: readonly { title: string }[], level: number, afterHeading: boolean): void {
  const path = over.map(({ title }) => title)
  const before = leaves.at(-1)
  if (!afterHeading || before === undefined) leaves.push({ path, level, blocks: [], tokens: 0 })
  else leaves[leaves.length - 1] = { ...before, path, level: Math.min(level, before.level ?? level) }
}

function addTo(leaf: Leaf | undefined, sentence: Sentence, tokens: number, begins: boolean): void {
  if (leaf === undefined) return
  let block = leaf.blocks.at(-1)
  if (begins || block === undefined) {
    block = { sentences: [], rows: sentence.kind === 'row', tokens: 0 }
    leaf.blocks.push(block)
  }
  block.sentences.push({ sentence, tokens })
  block.tokens += tokens
  leaf.tokens += tokens
}
