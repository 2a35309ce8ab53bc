import type { OnCallProgress, Reply } from './asker.ts'
import { distinctNotes } from './distinct-notes.ts'
import type { DoneWork, Made, Work } from './kept-work.ts'
import { isProse } from './key-sentences.ts'
import { noteOf, quoteOf } from './near-quotation.ts'
import type { Note } from './note.ts'
import type { Part } from './part.ts'
import { MAP_PROMPT_VERSION, mapInstructions, mapQuestion, mostNotes } from './prompts/map-prompt.ts'
import { RE_ASK_PROMPT_VERSION } from './prompts/re-ask-prompt.ts'
import { askAgain } from './re-ask.ts'
import { type ReplyLine, replyLines } from './reply-lines.ts'
import type { Sentence } from './sentence.ts'
import type { Tools } from './tools.ts'

export interface PartInput {
  readonly part: Part
  /** The part is all of the document: its first note says what the document is about. */
  readonly whole: boolean
}

/** Where the model's notes are fewer than this, key sentences are quoted beside them. */
const NOTES_LEAST = 3

/** The notes on one part, each supported by its sentences; never none. */
export function readPart(input: PartInput, tools: Tools, onProgress: OnCallProgress): Promise<DoneWork> {
  const numbered = numberedSentences(input.part)
  const work = workOf(input, numbered, tools)
  return tools.shelf.once(work, async () => {
    const before = tools.shelf.replyTo(work)
    const reply = before ?? (await askAbout(input, numbered, tools, onProgress))
    const keep = before === null ? (said: Reply) => tools.shelf.keepReply(work, said) : () => undefined
    if (reply !== null) return checkedNotes(input, reply, numbered, tools, keep)
    return { notes: filledUp([], input, numbered, tools), replies: [null] }
  })
}

/** Whether a part was read before. */
export function notesFromBefore(input: PartInput, tools: Tools): readonly Note[] | null {
  return tools.shelf.get(workOf(input, numberedSentences(input.part), tools))?.notes ?? null
}

/** What can be cited: all that says something; headings only where there is nothing else. */
function numberedSentences({ sentences }: Part): readonly Sentence[] {
  const body = sentences.filter(({ kind }) => kind === 'prose' || kind === 'row')
  if (body.length > 0) return body
  const headings = sentences.filter(({ kind }) => kind === 'heading')
  return headings.length > 0 ? headings : sentences
}

function workOf({ part, whole }: PartInput, numbered: readonly Sentence[], { budget }: Tools): Work {
  const versions = [MAP_PROMPT_VERSION, RE_ASK_PROMPT_VERSION]
  const texts = part.sentences.map(({ kind, text }) => [kind, text])
  const input = [...versions, whole, budget.reply, mostNotes(part.tokens, whole), part.path, texts]
  return { kind: 'part', input, sentences: numbered.map(({ id }) => id) }
}

async function askAbout(
  { part, whole }: PartInput,
  numbered: readonly Sentence[],
  { asker, budget, fence, language }: Tools,
  onProgress: OnCallProgress,
): Promise<Reply | null> {
  const questionOn = (stretch: Part) => ({
    text: mapInstructions(language) + mapQuestion(stretch, numbered, fence, whole),
    maxTokens: budget.reply,
  })
  // How many tokens a title has depends on its script; the text of the part needs its room more than that.
  const titled = questionOn(part)
  const question = part.path.length === 0 || (await asker.fits(titled)) ? titled : questionOn({ ...part, path: [] })
  // A sentence that is longer than a part may be stands alone, and speaks for itself.
  if (numbered.length === 1 && !(await asker.fits(question))) return null
  return asker.ask(question, onProgress)
}

/** What of the reply is supported; the rest is asked once more, and then quoted. */
async function checkedNotes(
  input: PartInput,
  reply: Reply,
  numbered: readonly Sentence[],
  tools: Tools,
  keep: (reply: Reply) => void,
): Promise<Made> {
  const { part, whole } = input
  const lines = replyLines(reply.text, numbered.length, reply.cutOff)
  const [supported, unsupported] = sorted(lines, numbered, tools)
  const most = mostNotes(part.tokens, whole)
  const failing = proseOf(unsupported, numbered).slice(0, Math.max(0, most - supported.length))
  if (failing.length > 0) keep(reply)
  const again = await askAgain(failing, tools)
  const replies = [reply, ...again.replies]
  const written = distinctNotes([...supported, ...again.notes]).slice(0, most)
  const notes = filledUp(written, input, numbered, tools)
  // The note on the whole stays first; it counts only when the model wrote it first and it was supported.
  const leading = whole && supported.length > 0 ? 1 : 0
  const rest = notes.slice(leading).sort((a, b) => (a.sentences[0] ?? 0) - (b.sentences[0] ?? 0))
  return { notes: [...notes.slice(0, leading), ...rest], replies }
}

/** Never too few: what the model says nothing about is told by the sentences that say most. */
function filledUp(
  notes: readonly Note[],
  { part, whole }: PartInput,
  numbered: readonly Sentence[],
  { keySentences }: Tools,
): Note[] {
  const known = new Set(notes.flatMap(({ sentences }) => sentences))
  const missing = Math.min(NOTES_LEAST, mostNotes(part.tokens, whole)) - notes.length
  if (missing <= 0) return [...notes]
  const rest = numbered.filter(({ id }) => !known.has(id))
  return distinctNotes([...notes, ...keySentences(rest, missing).map(quoteOf)])
}

/** What can be quoted: rows, code and titles only of a part that has nothing else. */
function proseOf(sentences: readonly Sentence[], part: readonly Sentence[]): readonly Sentence[] {
  return part.some(isProse) ? sentences.filter(isProse) : sentences
}

/** Supported notes, and the cited sentences of lines that are not. Lines that cite nothing and have no support are gone. */
function sorted(
  lines: readonly ReplyLine[],
  numbered: readonly Sentence[],
  { check }: Tools,
): readonly [Note[], Sentence[]] {
  const supported: Note[] = []
  const unsupported = new Set<Sentence>()
  for (const { text, numbers } of lines) {
    const cited = numbers.flatMap((number) => numbered[number - 1] ?? [])
    const rests = check(text, cited, numbered)
    if (rests !== null) supported.push(noteOf(text, rests))
    else if (cited[0] !== undefined) unsupported.add(cited[0])
  }
  const known = new Set(supported.flatMap(({ sentences }) => sentences))
  return [supported, [...unsupported].filter(({ id }) => !known.has(id))]
}
