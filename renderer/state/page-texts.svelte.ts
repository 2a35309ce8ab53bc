import { SvelteMap } from 'svelte/reactivity'
import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { DocumentInfo, PageText } from '../../shared/model/attachment.ts'
import type { Result } from '../../shared/result.ts'

/** Enough to go back and forth without asking again. */
const KEPT = 8

/** The text of the pages that were looked at last. */
export class PageTexts {
  readonly #client: AgateClient['documents']
  readonly #texts = new SvelteMap<string, PageText>()

  constructor(client: AgateClient['documents']) {
    this.#client = client
  }

  of(document: DocumentInfo, page: number): PageText | undefined {
    return this.#texts.get(keyOf(document, page))
  }

  async load(document: DocumentInfo, page: number): Promise<Result<unknown>> {
    const loaded = await this.#client.page({ documentId: document.id, page })
    if (!loaded.ok) return loaded
    this.#texts.set(keyOf(document, page), loaded.value)
    const [oldest] = this.#texts.keys()
    if (this.#texts.size > KEPT && oldest !== undefined) this.#texts.delete(oldest)
    return loaded
  }
}

/** A page that was recognised has another text than before. */
function keyOf({ id, pages }: DocumentInfo, page: number): string {
  return `${id} ${page} ${pages[page - 1]?.verdict ?? ''}`
}
