import type { Attachment } from '../../shared/model/attachment.ts'
import { copiedWords, copyText } from '../lib/copy-text.ts'
import { documentInputs } from '../lib/documents/document-inputs.ts'
import { summaryText } from '../lib/documents/summary-text.ts'
import type { AgateState } from '../state/agate-state.svelte.ts'
import type { ChatSession } from '../state/chat-session.svelte.ts'
import { areModels, takeModel } from './model-drops.ts'

/** What keys, drops and buttons do with documents. */
export class DocumentCommands {
  readonly #agate: AgateState
  /** Puts a conversation in view. */
  readonly #open: (conversationId: string) => void

  constructor(agate: AgateState, open: (conversationId: string) => void) {
    this.#agate = agate
    this.#open = open
  }

  /** With the system's dialog, into the conversation in view. */
  async choose(): Promise<void> {
    const { chats, client, toasts } = this.#agate
    const chat = chats.current
    const conversationId = chat.id
    const chosen = await client.documents.choose({ conversationId })
    if (!chosen.ok) toasts.show(chosen.error.message)
    else if (chosen.value) await this.#show(chosen.value, conversationId, chat)
  }

  /** Something is dragged over the window that may be dropped. */
  expect(): void {
    void this.#agate.client.documents.expect(undefined)
  }

  /** Files that were dropped or pasted. Without a conversation each document gets a new one; a model is no document. */
  async take(files: readonly File[], conversationId: string | null): Promise<void> {
    const { chats, documents, layout, toasts } = this.#agate
    if (areModels(files)) {
      await layout.enter({ name: 'models' })
      await takeModel(this.#agate, files)
      return
    }
    const chat = chats.current
    const inputs = await documentInputs(files)
    if (inputs.length === 0) return
    const added = await documents.add(conversationId, inputs)
    if (added.ok) await this.#show(added.value, conversationId, chat)
    else toasts.show(added.error.message)
  }

  /** At once, with a way back. */
  async remove({ id, name, conversationId }: Attachment): Promise<void> {
    const { client, documents, report, source, toasts } = this.#agate
    if (!(await report(client.documents.remove({ id })))) return
    source.close()
    await documents.load(conversationId)
    const restore = async () => {
      if (await report(client.documents.restore({ id }))) await documents.load(conversationId)
    }
    toasts.show(`“${name}” is taken out of this conversation.`, { label: 'Undo', run: () => void restore() })
  }

  /** Reads its pictures, with the password that was typed for it, if one was. */
  async recognise(id: string): Promise<void> {
    const { chats, client, documents, pagePasswords, report } = this.#agate
    const attachment = documents.of(chats.current.id).find((one) => one.id === id)
    const password = pagePasswords.of(attachment?.document?.id, id)
    await report(client.documents.recognise({ id, ...(password === null ? {} : { password }) }))
  }

  /** In the system's program for it. */
  async openOutside({ id }: Attachment): Promise<void> {
    const { client, toasts } = this.#agate
    const opened = await client.documents.open({ id })
    if (!opened.ok) toasts.show(opened.error.message)
    else if (opened.value.isCopy) toasts.show('The file has moved or changed, so this is the copy that Agate read.')
  }

  async export(format: 'markdown' | 'json'): Promise<void> {
    const { client, toasts } = this.#agate
    const document = this.#document
    if (document === null) return
    const exported = await client.documents.export({ documentId: document.id, format })
    if (!exported.ok) toasts.show(exported.error.message)
    else if (exported.value) toasts.show('The summary is saved.')
  }

  async copySummary(): Promise<void> {
    const { summaries, toasts } = this.#agate
    const document = this.#document
    const summary = document === null ? null : (summaries.of(document.id)?.summary ?? null)
    if (document === null || summary === null) return
    const text = summaryText(document.title ?? document.name, summary, document.unit)
    toasts.show(copiedWords(await copyText(text), 'The summary'))
  }

  get #document() {
    const { chats, documents } = this.#agate
    return documents.shown(chats.current.id)?.document ?? null
  }

  async #show(
    { attachments, remarks }: { attachments: readonly Attachment[]; remarks: readonly string[] },
    conversationId: string | null,
    chat: ChatSession,
  ): Promise<void> {
    const { chats, documents, toasts } = this.#agate
    for (const remark of remarks) toasts.show(remark)
    const [first] = attachments
    if (first === undefined) return
    await documents.load(first.conversationId)
    documents.show(first)
    if (first.conversationId === conversationId) return
    const isOne = attachments.every((attachment) => attachment.conversationId === first.conversationId)
    if (isOne && chat === chats.current) chats.settle(first.conversationId)
    this.#open(first.conversationId)
  }
}
