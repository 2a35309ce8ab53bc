import { createContext } from 'svelte'
import type { AgateClient } from '../../shared/ipc/contract.ts'
import type { Result } from '../../shared/result.ts'
import { Drafts, type DraftStorage } from '../lib/drafts.ts'
import { Chats } from './chats.svelte.ts'
import { Conversations } from './conversations.svelte.ts'
import { Summaries } from './document-summary.svelte.ts'
import { Documents } from './documents.svelte.ts'
import { Engine } from './engine.svelte.ts'
import { ModelImport } from './model-import.svelte.ts'
import { ModelRepair } from './model-repair.svelte.ts'
import { type Arrival, Models } from './models.svelte.ts'
import { Notices } from './notices.svelte.ts'
import { PagePasswords } from './page-passwords.ts'
import { PageTexts } from './page-texts.svelte.ts'
import { QuickSettings } from './quick-settings.svelte.ts'
import { Settings } from './settings.svelte.ts'
import { SourcePanel } from './source-panel.svelte.ts'
import { Toasts } from './toasts.svelte.ts'
import { WindowLayout } from './window-layout.svelte.ts'

/** Everything the window knows. Views take it from the context; components get what they draw as props. */
export class AgateState {
  readonly client: AgateClient
  readonly isMac: boolean
  readonly toasts = new Toasts()
  readonly conversations: Conversations
  readonly chats: Chats
  readonly documents: Documents
  readonly summaries: Summaries
  readonly pageTexts: PageTexts
  readonly pagePasswords = new PagePasswords()
  readonly source = new SourcePanel()
  readonly engine: Engine
  readonly models: Models
  readonly modelImport: ModelImport
  readonly modelRepair: ModelRepair
  readonly settings: Settings
  readonly notices: Notices
  readonly quickSettings: QuickSettings
  readonly layout: WindowLayout
  readonly #drafts: Drafts

  constructor(client: AgateClient, environment: { storage: DraftStorage; isMac: boolean }) {
    this.client = client
    this.isMac = environment.isMac
    this.#drafts = new Drafts(environment.storage)
    this.conversations = new Conversations(client.conversations)
    this.chats = new Chats({
      client,
      drafts: this.#drafts,
      onHiddenRefusal: ({ message }) => this.toasts.show(message),
    })
    this.summaries = new Summaries(client.documents)
    this.documents = new Documents(client.documents, this.summaries)
    this.pageTexts = new PageTexts(client.documents)
    this.engine = new Engine(client)
    this.models = new Models(client.models, (arrival) => {
      this.#tellArrival(arrival)
    })
    this.modelImport = new ModelImport(client.models)
    this.modelRepair = new ModelRepair(client.models)
    this.settings = new Settings(client.settings)
    this.notices = new Notices(client.app)
    this.quickSettings = new QuickSettings(client)
    this.layout = new WindowLayout(this.settings, this.source)
  }

  /** Reads everything once and follows what changes. Returns the way to stop. */
  start(): () => void {
    const { client, conversations, chats, documents, engine, models, settings, notices, summaries } = this
    const load = (state: { load(): Promise<Result<unknown>> }) => void this.report(state.load())
    const stops = [
      client.engine.statusChanged((status) => engine.update(status)),
      client.models.downloadChanged((download) => {
        models.update(download)
      }),
      client.models.changed(() => load(models)),
      client.settings.changed(() => load(settings)),
      client.app.noticesChanged(() => load(notices)),
      client.conversations.changed(({ id }) => {
        load(conversations)
        void chats.changed(id)
      }),
      client.documents.changed(({ conversationId }) => void documents.load(conversationId)),
      client.documents.progress((progress) => {
        summaries.follow(progress)
        void documents.seek(progress.documentId, conversations.list)
      }),
      client.documents.partChanged(({ documentId, part }) => {
        summaries.adoptPart(documentId, part)
      }),
    ]
    for (const state of [conversations, engine, settings, notices, models]) load(state)
    void this.report(engine.loadModels())
    return () => {
      for (const stop of stops) stop()
      this.#drafts.flush()
    }
  }

  /** Saves what was typed, since the window may go at any moment. */
  saveDrafts(): void {
    this.#drafts.flush()
  }

  #tellArrival({ name, path, inUse }: Arrival): void {
    if (inUse) this.toasts.show(`${name} has arrived, and answers from now on.`)
    else {
      const use = { label: 'Use', run: () => void this.report(this.engine.use(path)) }
      this.toasts.show(`${name} has arrived, and can be used.`, use)
    }
  }

  /** Says what went wrong with a call that nobody else speaks for. True when nothing did. */
  readonly report = async (result: Promise<Result<unknown>>): Promise<boolean> => {
    const outcome = await result
    if (!outcome.ok) this.toasts.show(outcome.error.message)
    return outcome.ok
  }
}

export const [useAgate, provideAgate] = createContext<AgateState>()
