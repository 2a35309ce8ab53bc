import type { AgateHandlers } from '../../shared/ipc/contract.ts'
import { recentQuestions } from '../../shared/model/quick-prompt.ts'
import { ok } from '../../shared/result.ts'
import { importModel } from '../models/import-model.ts'
import type { QuickAsk } from '../quick/quick-ask.ts'
import type { Services } from '../services.ts'
import type { LoginStart } from '../start-at-login.ts'
import { documentHandlers, type DocumentSystem } from './document-handlers.ts'

/** What only the outer ring can do: it needs the window system. */
export interface WindowSystem extends DocumentSystem {
  readonly version: string
  readonly dataFolder: string
  openLink(url: string): ReturnType<AgateHandlers['app']['openLink']>
  /** A path that was picked in the system's dialog, or null. */
  pickModelFile(): Promise<string | null>
  quick(): QuickAsk
  readonly login: LoginStart
  /** Takes documents in that were dropped outside the large window; what has to be said, or null. */
  openDocuments(paths: readonly string[]): Promise<string | null>
  /** Shows a conversation in the main window. */
  showConversation(id: string, draft?: string): void
}

/** Contract to services: one line per call where possible, and no decisions. */
export function createHandlers(services: Services, desktop: WindowSystem): AgateHandlers {
  const {
    conversations,
    chat,
    documents,
    downloads,
    engine,
    modelDesk,
    modelFiles,
    modelRepair,
    models,
    settings,
    notices,
  } = services
  return {
    app: {
      info: () =>
        Promise.resolve(ok({ version: desktop.version, platform: process.platform, dataFolder: desktop.dataFolder })),
      notices: () => Promise.resolve(ok(notices.list())),
      dismissNotice({ id }) {
        notices.dismiss(id)
        return Promise.resolve(ok())
      },
      startsAtLogin: () => Promise.resolve(ok(desktop.login.isOn)),
      startAtLogin: ({ on }) => Promise.resolve(desktop.login.set(on)),
      openLink: ({ url }) => desktop.openLink(url),
    },
    conversations: {
      list: () => Promise.resolve(ok(conversations.list())),
      open: ({ id }) => Promise.resolve(conversations.open(id)),
      rename: ({ id, title }) => Promise.resolve(conversations.rename(id, title)),
      async delete({ id }) {
        await chat.stop(id)
        const deleted = conversations.delete(id)
        documents.leaveUnwanted()
        return deleted
      },
      restore({ id }) {
        const restored = conversations.restore(id)
        documents.wake()
        return Promise.resolve(restored)
      },
    },
    chat: {
      send: (input, signal) => chat.send(input, signal),
    },
    documents: documentHandlers(services, desktop),
    engine: {
      status: () => Promise.resolve(ok(engine.status())),
      retry() {
        engine.retry()
        return Promise.resolve(ok())
      },
      tryCards: () => Promise.resolve(modelDesk.tryCards()),
      warm() {
        engine.warm()
        return Promise.resolve(ok())
      },
    },
    models: {
      list: async () => ok(await models.list()),
      async choose() {
        const path = await desktop.pickModelFile()
        if (path === null) return ok(null)
        const linked = await modelFiles.link(path)
        return linked.ok ? models.use(path) : linked
      },
      async pick() {
        const path = await desktop.pickModelFile()
        return path === null ? ok(null) : models.check(path)
      },
      check: ({ path }) => models.check(path),
      import: (input, signal) => importModel(modelFiles, input, signal),
      examine: (_input, signal) => modelRepair.examine(signal),
      fetchAgain: () => modelRepair.fetchAgain(),
      runSmaller: () => Promise.resolve(modelRepair.runSmaller()),
      remove: ({ path }) => modelFiles.remove(path),
      restore: ({ path }) => modelFiles.restore(path),
      use: ({ path }) => models.use(path),
      overview: async () => ok(await modelDesk.overview()),
      download: ({ id }) => Promise.resolve(downloads.start(id)),
      async pause({ id }) {
        await downloads.pause(id)
        return ok()
      },
      async cancel({ id }) {
        await downloads.cancel(id)
        return ok()
      },
      acceptLicence: ({ id }) => Promise.resolve(downloads.licences.accept(id)),
      findCopies: async () => ok(await modelDesk.findCopies()),
      useCopy: (copy) => Promise.resolve(downloads.useCopy(copy)),
      settings: ({ path }) => Promise.resolve(ok(settings.modelSettings(path))),
      changeSettings: ({ path, patch }) => Promise.resolve(modelDesk.changeSettings(path, patch)),
    },
    quick: quickHandlers(services, desktop),
    settings: {
      get: () => Promise.resolve(ok(settings.get())),
      update: (patch) => Promise.resolve(settings.update(patch)),
    },
  }
}

/** Of these first questions some are actions on a text, and some were asked twice. */
const RECENT_LOOKED_AT = 40

function quickHandlers({ conversations, settings }: Services, system: WindowSystem): AgateHandlers['quick'] {
  return {
    opening: () => Promise.resolve(ok(system.quick().window.askedForOpening())),
    hide: () => done(() => system.quick().window.hide()),
    resize: ({ height }) => done(() => system.quick().window.resize(height)),
    pin: ({ pinned }) => done(() => system.quick().window.pin(pinned)),
    copiedText: async () => ok(await system.quick().copiedText()),
    recent: () => Promise.resolve(ok(recentQuestions(conversations.quickQuestions(RECENT_LOOKED_AT), settings.get()))),
    openDocuments: async ({ paths }) => ok({ remark: await system.openDocuments(paths) }),
    putBack: async ({ text }) => ok({ remark: await system.quick().putBack(text) }),
    goOn: ({ conversationId, draft }) =>
      done(() => {
        system.quick().window.hide()
        system.showConversation(conversationId, draft.trim() === '' ? undefined : draft)
      }),
    forget: () => done(() => conversations.forgetPrivate()),
    hotkey: () => Promise.resolve(ok(system.quick().hotkey.state())),
    setHotkey: ({ accelerator }) => Promise.resolve(system.quick().setHotkey(accelerator)),
    record: ({ recording }) => done(() => system.quick().record(recording)),
  }
}

function done(act: () => void) {
  act()
  return Promise.resolve(ok())
}
