import { distinctNotes } from './distinct-notes.ts'
import type { DoneWork, Work } from './kept-work.ts'
import { noteOf } from './near-quotation.ts'
import { CITED_MOST, type Note } from './note.ts'
import { MERGE_PROMPT_VERSION, mergeInstructions, mergeQuestion } from './prompts/merge-prompt.ts'
import { type ReplyLine, replyLines } from './reply-lines.ts'
import { spread } from './spread.ts'
import type { Tools } from './tools.ts'

/** `B12 ` and the end of the line. */
const NUMBER_TOKENS = 6
/** Statements of one merge that is not the last. */
const STATEMENTS_MOST = 8

/** Called once for each group of notes, which it has merged. */
export type MergeAll = (
  groups: readonly (readonly Note[])[],
  merge: (group: readonly Note[]) => Promise<DoneWork>,
) => Promise<readonly Note[][]>

/** The `wanted` most important statements of all notes: merged in groups that fit into a call, as often as it takes. */
export async function mergeNotes(
  notes: readonly Note[],
  wanted: number,
  tools: Tools,
  all: MergeAll,
): Promise<readonly Note[]> {
  let level: readonly Note[] = distinctNotes(notes)
  while (level.length > wanted) {
    const groups = await groupsOf(level, tools)
    const last = groups.length === 1
    const merged = await all(groups, (group) => {
      const half = Math.ceil(group.length / 2)
      return mergeGroup(group, last ? wanted : Math.min(STATEMENTS_MOST, half), tools)
    })
    if (last) return merged[0] ?? []
    const next = merged.flat()
    // Notes so long that each is a group of its own do not become fewer.
    if (next.length >= level.length) return spread(level, wanted)
    level = next
  }
  return level
}

/** Notes in their order, in groups of which each fits into one call. */
async function groupsOf(notes: readonly Note[], { asker, budget }: Tools): Promise<Note[][]> {
  const tokens = await asker.count(notes.map(({ text }) => text))
  const groups: Note[][] = []
  let room = 0
  notes.forEach((note, index) => {
    const needed = (tokens[index] ?? 0) + NUMBER_TOKENS
    if (groups.length === 0 || needed > room) {
      groups.push([])
      room = budget.notes
    }
    groups.at(-1)?.push(note)
    room -= needed
  })
  return groups
}

function mergeGroup(notes: readonly Note[], wanted: number, tools: Tools): Promise<DoneWork> {
  return tools.shelf.once(workOn('merge', notes, [MERGE_PROMPT_VERSION, wanted, tools.budget.reply]), async () => {
    const texts = notes.map(({ text }) => text)
    const question = {
      text: mergeInstructions(tools.language) + mergeQuestion(texts, wanted, tools.fence),
      maxTokens: tools.budget.reply,
    }
    // Notes that are longer than a call stand alone in their group.
    const reply = notes.length > wanted && (await tools.asker.fits(question)) ? await tools.asker.ask(question) : null
    if (reply === null) return { notes: spread(notes, wanted), replies: [null] }
    const lines = replyLines(reply.text, notes.length, reply.cutOff)
    return { notes: filledUp(statementsOf(lines, notes, tools), notes, wanted), replies: [reply] }
  })
}

/** Work on notes, which stand for themselves and the places of their sentences. */
export function workOn(kind: string, notes: readonly Note[], input: readonly unknown[]): Work {
  const sentences = [...new Set(notes.flatMap((note) => note.sentences))]
  const texts = notes.map(({ text, origin, sentences: ids }) => [text, origin, ids.map((id) => sentences.indexOf(id))])
  return { kind, input: [...input, texts], sentences }
}

/**
 * Each line as a statement with the sentences of its notes. One that these do not support is replaced by its first note,
 * which was supported before; one that names no note is gone.
 */
export function statementsOf(lines: readonly ReplyLine[], notes: readonly Note[], tools: Tools): Note[] {
  return lines.flatMap(({ text, numbers }) => {
    const cited = numbers.flatMap((number) => notes[number - 1] ?? [])
    const [first] = cited
    if (first === undefined) return []
    if (cited.length === 1 && first.text === text) return first
    const ids = [...new Set(cited.flatMap(({ sentences }) => sentences))]
    const sentences = ids.flatMap((id) => tools.sentences[id] ?? [])
    const rests = tools.check(text, sentences, sentences)
    if (rests === null) return first
    return noteOf(text, rests.slice(0, CITED_MOST))
  })
}

/** Where the model named too few, notes from the stretches between are taken as they are. In the order of the document. */
function filledUp(statements: readonly Note[], notes: readonly Note[], wanted: number): Note[] {
  const chosen = distinctNotes(statements).slice(0, wanted)
  const cited = new Set(chosen.flatMap(({ sentences }) => sentences))
  const rest = notes.filter(({ sentences }) => !sentences.some((id) => cited.has(id)))
  const all = distinctNotes([...chosen, ...spread(rest, wanted - chosen.length)])
  return all.sort((a, b) => (a.sentences[0] ?? 0) - (b.sentences[0] ?? 0))
}
