import type { Asker } from '../summary/asker.ts'
import type { Made, WorkShelf } from '../summary/kept-work.ts'
import type { Note } from '../summary/note.ts'
import { fenceFor } from '../summary/prompts/fence.ts'
import { LINES_MOST, replyLines } from '../summary/reply-lines.ts'
import { isAbout } from './nearest.ts'
import { NOT_FOUND } from './question-prompt.ts'
import { scanPrompt, type ScanPart } from './scan-plan.ts'

/** A new number for each change of the wording: what was found with another one is not reused. */
const SCAN_VERSION = 2

export interface ScanTools {
  readonly asker: Asker
  readonly shelf: WorkShelf
  readonly question: string
  /** What the question is about. */
  readonly words: readonly string[]
  readonly maxTokens: number
}

/** What a part says to the question. */
export interface Scanned {
  readonly notes: readonly Note[]
  /** The model ended in the middle: there may be more. */
  readonly cutShort: boolean
}

/** Each note is checked; null when the engine failed on the part. Throws a WorkStop. */
export async function scanPart(scanned: ScanPart, tools: ScanTools): Promise<Scanned | null> {
  const { sentences } = scanned
  const work = {
    kind: 'question',
    input: [SCAN_VERSION, tools.question, tools.maxTokens, sentences.map(({ text }) => text)],
    sentences: sentences.map(({ id }) => id),
  }
  const outcome: { failed: boolean } = { failed: false }
  const { notes } = await tools.shelf.once(work, async () => {
    const made = await asked(scanned, tools)
    outcome.failed = made.replies.includes(null)
    // The notes alone do not tell it when the same question is asked again.
    for (const reply of made.replies) if (reply?.cutOff === true) tools.shelf.keepReply(work, reply)
    return made
  })
  return outcome.failed ? null : { notes, cutShort: tools.shelf.replyTo(work)?.cutOff === true }
}

async function asked(scanned: ScanPart, { asker, question, words, maxTokens }: ScanTools): Promise<Made> {
  const { documentId, sentences, judge } = scanned
  const shown = sentences.map((sentence) => ({ ...sentence, documentId, isHeading: sentence.kind === 'heading' }))
  const text = scanPrompt(question, shown, fenceFor(sentences.map((sentence) => sentence.text)))
  // A sentence that is longer than a part may be stands alone, and cannot be asked.
  const fits = await asker.fits({ text, maxTokens })
  const reply = fits ? await asker.ask({ text, maxTokens }) : null
  if (reply === null) return { notes: [], replies: [null] }
  const relevant = isAbout(question, words, shown)
  const lines = replyLines(reply.text, sentences.length, reply.cutOff)
  const notes = lines.flatMap((line): Note[] => {
    if (line.text.toUpperCase().startsWith(NOT_FOUND)) return []
    const cited = line.numbers.flatMap((number) => sentences[number - 1] ?? [])
    const rests = judge.check(line.text, cited, sentences)
    if (rests !== null) return [{ text: line.text, origin: 'model', sentences: rests.map(({ id }) => id) }]
    const source = cited.find(({ id }) => shown.some((sentence) => sentence.id === id && relevant(sentence)))
    return source === undefined ? [] : [{ text: source.text, origin: 'source', sentences: [source.id] }]
  })
  return { notes, replies: [{ ...reply, cutOff: reply.cutOff || lines.length === LINES_MOST }] }
}
