import { randomUUID } from 'node:crypto'
import type { Conversation } from '../../../shared/model/conversation.ts'
import type { EngineStatus } from '../../../shared/model/engine-status.ts'
import type { Message, ReplyFigures } from '../../../shared/model/message.ts'
import { MODEL_SETTINGS_DEFAULTS, type ModelSettings } from '../../../shared/model/model-settings.ts'
import type { InstalledCopy, ModelDownload } from '../../../shared/model/download.ts'
import type { LocalModel, ModelOffer, ProvenCards } from '../../../shared/model/model-offer.ts'
import type { ModelFile } from '../../../shared/model/model-file.ts'
import type { Notice } from '../../../shared/model/notice.ts'
import { Settings } from '../../../shared/model/settings.ts'
import { err, ok } from '../../../shared/result.ts'
import type { FakeBridge, FakeMethods } from '../../fakes/bridge.ts'
import type { Turn } from './turn.ts'

export const READY: EngineStatus = {
  state: 'ready',
  model: { name: 'Gemma 2 2B', sizeBytes: 1_708_582_752, starter: false },
  progress: null,
  device: 'Processor, 4 threads',
  contextSize: 8192,
  details: null,
  notFaster: null,
  unchecked: null,
  smaller: null,
  tokensPerSecond: 41.2,
  promptTokensPerSecond: null,
  problem: null,
}

export const STARTER: EngineStatus = {
  ...READY,
  model: { name: 'SmolLM2 135M (starter)', sizeBytes: 98_362_432, starter: true },
}

export const NO_MODEL: EngineStatus = {
  ...READY,
  state: 'no-model',
  model: null,
  device: null,
  contextSize: null,
  tokensPerSecond: null,
}

const GONE = err('not-found', 'This conversation is no longer there.')
const DAY_MS = 86_400_000

export function question(text: string): Partial<Message> {
  return { role: 'user', text }
}

export const FIGURES: ReplyFigures = {
  model: 'Gemma 2 2B',
  device: 'Processor, 4 threads',
  promptTokens: 24,
  tokens: 268,
  tokensPerSecond: 41.2,
  omittedMessages: 0,
  omitsFirst: false,
  contextSize: 8192,
}

export function answer(text: string, more: Partial<Message> = {}): Partial<Message> {
  return { role: 'assistant', text, endReason: 'end', figures: FIGURES, ...more }
}

/** What main would know: a small store behind the calls of the contract. */
export class World {
  conversations: Conversation[] = []
  notices: Notice[] = []
  models: ModelFile[] = []
  removed: ModelFile[] = []
  cards: ProvenCards | null = null
  offers: ModelOffer[] = []
  copies: InstalledCopy[] = []
  /** Facts of files beyond the usual: not in use, not bundled, never measured. */
  fileFacts: Record<string, Partial<LocalModel>> = {}
  modelSettings: Record<string, ModelSettings> = {}
  settings = Settings.parse({})
  engine = READY
  readonly messages = new Map<string, Message[]>()
  readonly #bin = new Map<string, Conversation>()
  readonly #methods: FakeMethods

  constructor({ methods }: FakeBridge) {
    this.#methods = methods
    this.#answerConversations()
    this.#answerTheRest()
  }

  add(
    title: string,
    messages: readonly Partial<Message>[] = [],
    { daysAgo = 0, id = randomUUID() }: { daysAgo?: number; id?: string } = {},
  ): Conversation {
    const time = Date.now() - daysAgo * DAY_MS
    const conversation = { id, title, origin: 'window' as const, documents: 0, createdAt: time, updatedAt: time }
    this.conversations.push(conversation)
    this.messages.set(
      id,
      messages.map((message) => this.message(id, message)),
    )
    return conversation
  }

  /** Saves what was asked and answered so far, as main does before the window hears of it. */
  async save(title: string, turn: Turn): Promise<void> {
    const { conversationId, userMessageId, replyId, text, stream } = turn
    const kept = this.messages.get(conversationId)
    const asked = this.message(conversationId, { ...question(stream.input.text), id: userMessageId })
    const reply = this.message(conversationId, { ...answer(text), id: replyId })
    if (kept) kept.push(asked, reply)
    else this.add(title, [asked, reply], { id: conversationId })
    await this.changed(conversationId)
  }

  open(id: string) {
    const conversation = this.conversations.find((one) => one.id === id)
    return conversation ? ok({ conversation, messages: this.messages.get(id) ?? [] }) : GONE
  }

  /** Says that something changed, as main does after each change. */
  async changed(id: string): Promise<void> {
    await this.#methods.conversations.changed.emit({ id })
  }

  async setEngine(change: Partial<EngineStatus>): Promise<void> {
    this.engine = { ...this.engine, ...change }
    await this.#methods.engine.statusChanged.emit(this.engine)
  }

  /** A whole message from what matters of it. */
  message(conversationId: string, message: Partial<Message>): Message {
    return {
      ...{ id: randomUUID(), conversationId, parentId: null, role: 'user', text: '', status: 'complete' },
      ...{ endReason: null, figures: null, fromDocuments: null, createdAt: Date.now() },
      ...message,
    }
  }

  #answerConversations(): void {
    const { conversations } = this.#methods
    const find = (id: string) => this.conversations.find((conversation) => conversation.id === id)
    conversations.list.handle(() => ok([...this.conversations]))
    conversations.open.handle(({ id }) => this.open(id))
    conversations.rename.handle(({ id, title }) => {
      if (!find(id)) return GONE
      this.conversations = this.conversations.map((one) => (one.id === id ? { ...one, title } : one))
      return ok()
    })
    conversations.delete.handle(({ id }) => {
      const conversation = find(id)
      if (!conversation) return GONE
      this.#bin.set(id, conversation)
      this.conversations = this.conversations.filter((one) => one.id !== id)
      return ok()
    })
    conversations.restore.handle(({ id }) => {
      const conversation = this.#bin.get(id)
      if (!conversation) return GONE
      this.#bin.delete(id)
      this.conversations = [conversation, ...this.conversations]
      return ok()
    })
  }

  #answerTheRest(): void {
    const { app, engine, models, settings } = this.#methods
    app.info.handle(() => ok({ version: '0.1.0', platform: 'linux', dataFolder: '/home/someone/Agate' }))
    app.notices.handle(() => ok(this.notices))
    app.dismissNotice.handle(({ id }) => {
      this.notices = this.notices.filter((notice) => notice.id !== id)
      return ok()
    })
    app.openLink.handle(() => ok())
    engine.status.handle(() => ok(this.engine))
    engine.retry.handle(() => ok())
    engine.tryCards.handle(() => ok())
    models.list.handle(() => ok(this.models))
    models.choose.handle(() => ok(null))
    this.#answerModels()
    settings.get.handle(() => ok(this.settings))
    settings.update.handle((patch) => {
      this.settings = { ...this.settings, ...(patch as Partial<Settings>) }
      return ok(this.settings)
    })
  }

  /** Says how far a download is, as main does. */
  async setDownload(id: string, change: Partial<ModelDownload>): Promise<void> {
    this.offers = this.offers.map((offer) =>
      offer.id === id ? { ...offer, download: { ...offer.download, ...change } } : offer,
    )
    const offer = this.offers.find((one) => one.id === id)
    if (offer) await this.#methods.models.downloadChanged.emit(offer.download)
  }

  #answerModels(): void {
    const { models } = this.#methods
    models.overview.handle(() => {
      const inUse = this.models.find(({ name }) => name === this.engine.model?.name)
      return ok({
        computer: { cores: 8, ramBytes: 16_000_000_000, cards: this.cards, freeDiskBytes: 212_000_000_000 },
        offers: this.offers,
        removed: this.removed.map(({ path, name, sizeBytes }) => ({ path, name, freedBytes: sizeBytes })),
        files: this.models.map((file) => ({
          ...{ ...file, inUse: file === inUse, bundled: file.starter, speed: null, fit: null },
          ...this.fileFacts[file.path],
        })),
      })
    })
    models.findCopies.handle(() => ok(this.copies))
    models.remove.handle(({ path }) => {
      const found = this.models.find((file) => file.path === path)
      this.models = this.models.filter((file) => file !== found)
      if (found) this.removed = [...this.removed, found]
      return ok({ freedBytes: found?.sizeBytes ?? 0 })
    })
    models.restore.handle(({ path }) => {
      const found = this.removed.find((file) => file.path === path)
      if (found === undefined) return err('not-found', 'It is no longer there.')
      this.removed = this.removed.filter((file) => file !== found)
      this.models = [...this.models, found]
      return ok(found)
    })
    models.acceptLicence.handle(({ id }) => {
      this.offers = this.offers.map((offer) =>
        offer.id === id ? { ...offer, terms: { ...offer.terms, missing: false } } : offer,
      )
      return ok()
    })
    for (const begin of [models.download, models.useCopy]) {
      begin.handle(async ({ id }: { id: string }) => {
        await this.setDownload(id, { state: 'queued', problem: null })
        return ok()
      })
    }
    models.pause.handle(async ({ id }) => {
      await this.setDownload(id, { state: 'paused' })
      return ok()
    })
    models.cancel.handle(async ({ id }) => {
      await this.setDownload(id, { state: 'absent', progress: null, problem: null })
      return ok()
    })
    models.settings.handle(({ path }) => ok(this.modelSettings[path] ?? MODEL_SETTINGS_DEFAULTS))
    models.changeSettings.handle(({ path, patch }) => {
      const changed = { ...(this.modelSettings[path] ?? MODEL_SETTINGS_DEFAULTS), ...patch } as ModelSettings
      this.modelSettings[path] = changed
      return ok(changed)
    })
  }
}
