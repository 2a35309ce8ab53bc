import type { DocumentAnswer } from '../../shared/model/document-answer.ts'
import { err } from '../../shared/result.ts'
import type { AnswerEnd, AnswerEvent, AskedQuestion } from '../chat/answer.ts'
import { stoppedBy } from '../chat/reply-end.ts'
import type { Engine } from '../engine/engine.ts'
import type { DocumentStore } from '../storage/document-store.ts'
import { Asker } from '../summary/asker.ts'
import { WorkShelf } from '../summary/kept-work.ts'
import { SaidBefore } from '../summary/said-before.ts'
import type { NotesStore, SummaryModel } from '../summary/summary-work.ts'
import { WorkStop } from '../summary/work-stop.ts'
import { Citations } from './citations.ts'
import type { DocumentsAsked } from './documents-asked.ts'
import { asItIs, escapedBrackets, quoted } from './reply-markdown.ts'
import { scanPart, type Scanned } from './scan-part.ts'
import { planScan, type ScanPart } from './scan-plan.ts'
import { scannedSentence } from './searched.ts'
import { searchWords } from './search-words.ts'

export interface ScanOptions {
  readonly engine: Engine
  readonly documents: DocumentStore
  /** Where what is found in a document is kept: the same question goes on where it was. */
  readonly notesOf: (documentId: string) => NotesStore
  readonly model: () => Promise<SummaryModel | null>
}

/** Asks the question of every part, in order; the answer grows by what each of them says, and ends with how much that was. */
export async function* scanParts(
  question: AskedQuestion,
  asked: DocumentsAsked,
  options: ScanOptions,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, AnswerEnd, undefined> {
  const reply = new ScanReply(asked)
  try {
    yield* scanned(question, asked, options, reply, signal)
    yield* reply.ended()
    return { reply: { status: 'complete', endReason: 'end', figures: null } }
  } catch (error) {
    if (!(error instanceof WorkStop)) throw error
    return endOf(error, reply, signal)
  }
}

async function* scanned(
  { text, history }: AskedQuestion,
  { attachments }: DocumentsAsked,
  { engine, documents, notesOf, model }: ScanOptions,
  reply: ScanReply,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const asked = { question: text, documents: attachments.flatMap(({ document }) => document ?? []) }
  const plan = await planScan(asked, documents, engine, signal)
  const asker = new Asker(engine, plan.contextSize, signal)
  const used = (await model()) ?? { name: '', sha256: '' }
  reply.total = plan.parts.length
  for (const [index, part] of plan.parts.entries()) {
    const shelf = new WorkShelf(notesOf(part.documentId), used, null)
    const words = searchWords(text, history)
    const tools = { asker, shelf, question: text, words, maxTokens: plan.maxTokens }
    yield* reply.add(part, await scanPart(part, tools))
    yield { type: 'reading', progress: (index + 1) / plan.parts.length }
  }
}

/** The reply to a question that every part is asked. */
class ScanReply {
  readonly #asked: DocumentsAsked
  readonly #citations = new Citations()
  readonly #said = new SaidBefore()
  /** Parts that were asked; those on which the engine failed are not among them. */
  #done = 0
  #cutShort = 0
  total = 0

  constructor(asked: DocumentsAsked) {
    this.#asked = asked
  }

  get #counts() {
    return { done: this.#done, total: this.total, cutShort: this.#cutShort }
  }

  get isEmpty(): boolean {
    return this.#done === 0
  }

  *add({ documentId, sentences }: ScanPart, found: Scanned | null): Generator<AnswerEvent> {
    if (found !== null) this.#done += 1
    if (found?.cutShort === true) this.#cutShort += 1
    const texts = (found?.notes ?? []).flatMap(({ text, origin, sentences: ids }) => {
      const saying = { text, origin, sentences: ids.map((id) => `${documentId} ${id}`) }
      if (this.#said.find(saying) !== null) return []
      this.#said.add(saying)
      const cited = sentences.filter(({ id }) => ids.includes(id))
      const markers = this.#citations.markers(cited.map((sentence) => ({ ...sentence, documentId })))
      return [`- ${origin === 'source' ? quoted(text) : escapedBrackets(text)} ${markers}\n`]
    })
    yield this.#fromDocuments()
    if (texts.length > 0) yield { type: 'text', text: texts.join('') }
  }

  *ended(): Generator<AnswerEvent> {
    const count = this.#said.size
    const { searched } = this.#answer()
    yield this.#fromDocuments()
    if (count === 0) yield { type: 'text', text: `**Not found.** ${asItIs(searched)}` }
    else yield { type: 'text', text: `\n${count === 1 ? '1 statement answers' : `${count} statements answer`} this.` }
  }

  #fromDocuments(): AnswerEvent {
    return { type: 'from-documents', fromDocuments: this.#answer() }
  }

  #answer(): DocumentAnswer {
    const citations = [...this.#citations.all]
    const searched = scannedSentence(this.#counts, this.#asked.attachments)
    return { citations, from: 'scan', found: citations.length > 0, scanOffered: this.#done < this.total, searched }
  }
}

function endOf({ reason }: WorkStop, reply: ScanReply, signal: AbortSignal): AnswerEnd {
  if (reason.type === 'stopped') {
    return { reply: { status: 'stopped', endReason: stoppedBy(signal.reason), figures: null } }
  }
  const { code, message } = reason
  if (reply.isEmpty && (code === 'no-model' || code === 'model-failed')) return { refusal: err(code, message) }
  return { reply: { status: 'interrupted', endReason: 'error', figures: null } }
}
