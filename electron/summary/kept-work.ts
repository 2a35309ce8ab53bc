import { createHash } from 'node:crypto'
import { type Reply, SUMMARY_SAMPLING, type TokenSums } from './asker.ts'
import type { Note } from './note.ts'
import type { NotesStore, SummaryModel } from './summary-work.ts'

export interface Work {
  /** What is done, with the version of its prompt. */
  readonly kind: string
  /** Everything else that the result depends on. */
  readonly input: readonly unknown[]
  /** What its notes may cite. They are kept by their places in this list, so the same text elsewhere finds them. */
  readonly sentences: readonly number[]
}

/** What was made of it, and the model's replies that it was made from; null: the engine failed. */
export interface Made {
  readonly notes: readonly Note[]
  readonly replies: readonly (Reply | null)[]
}

/** Work that is finished, now or before. Its tokens are those of its calls now; none where it was done before. */
export interface DoneWork extends TokenSums {
  readonly notes: readonly Note[]
  readonly fromBefore: boolean
}

/** A new number for each change of what is checked or chosen: what passed another gate is not reused. */
const CHECK_VERSION = 4

/** Finished work on disk, found again by all that it was made from. */
export class WorkShelf {
  readonly #store: NotesStore
  readonly #made: readonly unknown[]

  constructor(store: NotesStore, model: SummaryModel, language: string | null) {
    this.#store = store
    this.#made = [model.sha256, SUMMARY_SAMPLING, language, CHECK_VERSION]
  }

  /** What was made before; null when nothing was. */
  get(work: Work): DoneWork | null {
    const kept = this.#store.get(this.#key(work))
    if (kept === null) return null
    const notes = kept.notes.map((note) => ({
      ...note,
      sentences: note.sentences.map((place) => found(work.sentences[place])),
    }))
    return { notes, evaluated: 0, generated: 0, reused: kept.evaluatedTokens, fromBefore: true }
  }

  /** Makes it unless it was made before, and keeps it unless the engine failed. */
  async once(work: Work, make: () => Promise<Made>): Promise<DoneWork> {
    const before = this.get(work)
    if (before !== null) return before
    const { notes, replies } = await make()
    const sums = sumOf(replies)
    if (replies.every((reply) => reply !== null)) this.#put(work, notes, sums)
    return { notes, ...sums, fromBefore: false }
  }

  /** What the model said of it before, where no more than asking again was left to do. */
  replyTo(work: Work): Reply | null {
    const kept = this.#store.get(this.#key(replyOf(work)))
    return kept?.reply === undefined
      ? null
      : { ...kept.reply, evaluated: 0, generated: 0, reused: kept.evaluatedTokens }
  }

  /** Kept before anything else is asked, so that no end of Agate costs the reading of it. */
  keepReply(work: Work, { text, cutOff, evaluated, generated }: Reply): void {
    const tokens = { evaluatedTokens: evaluated, generatedTokens: generated }
    this.#store.put(this.#key(replyOf(work)), { notes: [], ...tokens, reply: { text, cutOff } })
  }

  #put(work: Work, notes: readonly Note[], sums: TokenSums): void {
    const places = new Map(work.sentences.map((id, place) => [id, place]))
    this.#store.put(this.#key(work), {
      notes: notes.map((note) => ({ ...note, sentences: note.sentences.map((id) => found(places.get(id))) })),
      evaluatedTokens: sums.evaluated,
      generatedTokens: sums.generated,
    })
  }

  #key({ kind, input }: Work): string {
    return createHash('sha256')
      .update(JSON.stringify([kind, ...this.#made, ...input]))
      .digest('hex')
  }
}

function replyOf(work: Work): Work {
  return { ...work, kind: `${work.kind}, reply` }
}

function found(number: number | undefined): number {
  if (number === undefined) throw new Error('A note cites a sentence that its work does not have')
  return number
}

function sumOf(replies: readonly (Reply | null)[]): TokenSums {
  const sum = (count: (reply: Reply) => number) =>
    replies.reduce((total, reply) => total + (reply ? count(reply) : 0), 0)
  return {
    evaluated: sum((reply) => reply.evaluated),
    generated: sum((reply) => reply.generated),
    reused: sum((reply) => reply.reused),
  }
}
