import { randomUUID } from 'node:crypto'
import type { Attachment, DocumentInfo } from '../../../shared/model/attachment.ts'
import type { JobView, SummaryWish } from '../../../shared/model/summary-job.ts'
import { err, ok } from '../../../shared/result.ts'
import type { FakeMethods } from '../../fakes/bridge.ts'
import type { World } from './world.ts'
import { finishedJob, pageText, progress, report } from './water-report.ts'

const GONE = err('not-found', 'This document is no longer there.')

/** What main would know of documents, behind the calls of the contract. */
export class DocumentDesk {
  readonly attachments: Attachment[] = []
  readonly jobs = new Map<string, JobView>()
  /** What `pageText` would say otherwise, by page. */
  texts: Record<number, string> = {}
  remarks: string[] = []
  estimates = {
    full: { parts: 18, tokens: 44_100, seconds: 190 as number | null },
    overview: { parts: 2, tokens: 900, seconds: 4 as number | null },
  }
  readonly #methods: FakeMethods['documents']
  readonly #world: World

  constructor(methods: FakeMethods['documents'], world: World) {
    this.#methods = methods
    this.#world = world
    this.#answerAttachments()
    this.#answerSummaries()
  }

  /** A document in a conversation: by itself one that is read. */
  attach(conversationId: string, change: Partial<Attachment> = {}): Attachment {
    const document = change.document === undefined ? report() : change.document
    const attachment: Attachment = {
      ...{ id: randomUUID(), conversationId, name: document?.name ?? 'water-report-2025.pdf' },
      ...{ state: 'ready', progress: null, problem: null, document },
      ...change,
    }
    this.attachments.push(attachment)
    return attachment
  }

  /** Changes it and says so, as main does. */
  async change(id: string, change: Partial<Attachment>): Promise<void> {
    const index = this.attachments.findIndex((attachment) => attachment.id === id)
    const attachment = this.attachments[index]
    if (attachment === undefined) throw new Error('There is no such attachment')
    this.attachments[index] = { ...attachment, ...change }
    await this.#methods.changed.emit({ conversationId: attachment.conversationId, id })
  }

  /** Changes the summary of a document without telling. */
  setJob(document: Pick<DocumentInfo, 'id'>, job: JobView): void {
    this.jobs.set(document.id, job)
  }

  #answerAttachments(): void {
    const calls = this.#methods
    const find = (id: string) => this.attachments.find((attachment) => attachment.id === id)
    const take = (conversationId: string | null, names: readonly string[]) => {
      const state = { state: 'waiting', document: null } as const
      const home = (name: string) => conversationId ?? this.#world.add(name).id
      const attachments = names.map((name) => this.attach(home(name), { ...state, name }))
      return ok({ attachments, remarks: this.remarks })
    }
    calls.list.handle(({ conversationId }) =>
      ok(this.attachments.filter((attachment) => attachment.conversationId === conversationId)),
    )
    calls.add.handle(({ conversationId, documents }) => {
      const names = documents.map((input) => ('path' in input ? (input.path.split('/').at(-1) ?? '') : input.name))
      return take(conversationId, names)
    })
    calls.choose.handle(({ conversationId }) => take(conversationId, ['chosen.pdf']))
    const removed: Attachment[] = []
    calls.remove.handle(({ id }) => {
      const index = this.attachments.findIndex((attachment) => attachment.id === id)
      if (index < 0) return GONE
      removed.push(...this.attachments.splice(index, 1))
      return ok()
    })
    calls.restore.handle(({ id }) => {
      const back = removed.find((attachment) => attachment.id === id)
      if (!back) return GONE
      this.attachments.push(back)
      return ok()
    })
    for (const call of [calls.unlock, calls.retry, calls.recognise, calls.reveal]) {
      call.handle(({ id }: { id: string }) => (find(id) ? ok() : GONE))
    }
    calls.open.handle(({ id }) => (find(id) ? ok({ isCopy: false }) : GONE))
    calls.expect.handle(() => ok())
    calls.stopReading.handle(() => ok())
    calls.page.handle(({ documentId, page }) => {
      const label = this.attachments.find(({ document }) => document?.id === documentId)?.document?.pages[page - 1]
        ?.label
      return ok({ page, label: label ?? `Page ${page}`, text: this.texts[page] ?? pageText(page), headings: [] })
    })
  }

  #answerSummaries(): void {
    const calls = this.#methods
    calls.estimate.handle(() => ok(this.estimates))
    calls.summary.handle(({ documentId }) => ok(this.jobs.get(documentId) ?? null))
    calls.summarise.handle(({ documentId, wish }: { documentId: string; wish: SummaryWish }) => {
      const job = this.jobs.get(documentId) ?? finishedJob()
      const isDone = job.progress.state === 'done'
      this.jobs.set(documentId, { ...job, wish, ...(isDone ? {} : { progress: progress({ documentId }) }) })
      return ok()
    })
    calls.stopSummary.handle(() => ok())
    calls.export.handle(() => ok(true))
  }
}
