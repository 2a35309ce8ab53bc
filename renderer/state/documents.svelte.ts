import { SvelteMap } from 'svelte/reactivity'
import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { Attachment, DocumentInfo, DocumentInput } from '../../shared/model/attachment.ts'
import type { Conversation } from '../../shared/model/conversation.ts'
import type { Result } from '../../shared/result.ts'
import { recognisable } from '../lib/documents/coverage-words.ts'
import type { Summaries } from './document-summary.svelte.ts'

/** As many as one call of the contract takes. */
const AT_ONCE = 1000

interface Added {
  readonly attachments: Attachment[]
  readonly remarks: string[]
}

/** The documents of the conversations that were looked at or change. */
export class Documents {
  readonly #client: AgateClient['documents']
  readonly #summaries: Summaries
  readonly #lists = new SvelteMap<string, readonly Attachment[]>()
  readonly #chosen = new SvelteMap<string, string>()
  /** Conversations that are being read, and whether they changed meanwhile. */
  #isSeeking = false
  readonly #loading: Record<string, { isStale: boolean } | undefined> = {}

  constructor(client: AgateClient['documents'], summaries: Summaries) {
    this.#client = client
    this.#summaries = summaries
  }

  of(conversationId: string | null): readonly Attachment[] {
    return conversationId === null ? [] : (this.#lists.get(conversationId) ?? [])
  }

  isLoaded(conversationId: string): boolean {
    return this.#lists.has(conversationId)
  }

  /** The one that fills the page. */
  shown(conversationId: string | null): Attachment | undefined {
    const list = this.of(conversationId)
    const chosen = conversationId === null ? undefined : this.#chosen.get(conversationId)
    return list.find(({ id }) => id === chosen) ?? list[0]
  }

  show({ conversationId, id }: Attachment): void {
    this.#chosen.set(conversationId, id)
  }

  /** The attachment that holds this document. */
  holding(documentId: string): Attachment | undefined {
    return [...this.#lists.values()].flat().find(({ document }) => document?.id === documentId)
  }

  document(documentId: string): DocumentInfo | null {
    return this.holding(documentId)?.document ?? null
  }

  /** Documents with pages that recognition might help. */
  recognisable(conversationId: string): readonly Attachment[] {
    return this.of(conversationId).filter(({ document }) => document !== null && recognisable(document).length > 0)
  }

  /** The first that is still to be read. */
  arriving(conversationId: string): Attachment | undefined {
    return this.of(conversationId).find(({ state }) => state === 'waiting' || state === 'reading')
  }

  /** How far the documents of a conversation are read, 0 to 1; null while nobody knows, undefined when none is. */
  readingShare(conversationId: string): number | null | undefined {
    const list = this.of(conversationId)
    const reading = list.find(({ progress, state }) => progress !== null || state === 'reading')
    if (reading === undefined) {
      const shares = list.map(({ document }) => document && this.#summaries.of(document.id)?.share)
      return shares.find((share) => typeof share === 'number')
    }
    const { done, total } = reading.progress ?? { done: 0, total: null }
    return total === null ? null : done / total
  }

  /** Finds out which conversation holds a document that nobody has looked at yet. */
  async seek(documentId: string, conversations: readonly Conversation[]): Promise<void> {
    if (this.#isSeeking) return
    this.#isSeeking = true
    for (const { documents, id } of conversations) {
      if (this.holding(documentId) !== undefined) break
      if (documents > 0 && !this.#lists.has(id)) await this.load(id)
    }
    this.#isSeeking = false
  }

  /** Changes that come while a list is being read cost one more reading, however many they are. */
  async load(conversationId: string): Promise<Result<unknown>> {
    const underWay = this.#loading[conversationId]
    if (underWay !== undefined) {
      underWay.isStale = true
      return { ok: true, value: undefined }
    }
    const loading = { isStale: false }
    this.#loading[conversationId] = loading
    const listed = await this.#client.list({ conversationId })
    if (listed.ok) this.#adopt(conversationId, listed.value)
    this.#loading[conversationId] = undefined
    return loading.isStale ? this.load(conversationId) : listed
  }

  #adopt(conversationId: string, list: readonly Attachment[]): void {
    for (const { document } of list) if (document) this.#summaries.know(document.id)
    this.#lists.set(conversationId, list)
  }

  /** Takes documents in. Without a conversation each gets one of its own. */
  async add(conversationId: string | null, documents: readonly DocumentInput[]): Promise<Result<Added>> {
    const added: Added = { attachments: [], remarks: [] }
    for (let start = 0; start < documents.length; start += AT_ONCE) {
      const batch = documents.slice(start, start + AT_ONCE)
      const taken = await this.#client.add({ conversationId, documents: batch })
      if (!taken.ok) return taken
      added.attachments.push(...taken.value.attachments)
      added.remarks.push(...taken.value.remarks)
    }
    return { ok: true, value: added }
  }
}
