import type { AgateHandlers } from '../../shared/ipc/contract.ts'
import { ok } from '../../shared/result.ts'
import type { Services } from '../services.ts'

/** What only the outer ring can do: it needs the window system. */
export interface Desktop {
  readonly version: string
  readonly dataFolder: string
  openLink(url: string): ReturnType<AgateHandlers['app']['openLink']>
  /** A path that was picked in the system's dialog, or null. */
  pickModelFile(): Promise<string | null>
}

/** Contract to services: one line per call where possible, and no decisions. */
export function createHandlers(services: Services, desktop: Desktop): AgateHandlers {
  const { conversations, chat, engine, models, settings, notices } = services
  return {
    app: {
      info: () =>
        Promise.resolve(ok({ version: desktop.version, platform: process.platform, dataFolder: desktop.dataFolder })),
      notices: () => Promise.resolve(ok(notices.list())),
      dismissNotice({ id }) {
        notices.dismiss(id)
        return Promise.resolve(ok())
      },
      openLink: ({ url }) => desktop.openLink(url),
    },
    conversations: {
      list: () => Promise.resolve(ok(conversations.list())),
      open: ({ id }) => Promise.resolve(conversations.open(id)),
      rename: ({ id, title }) => Promise.resolve(conversations.rename(id, title)),
      async delete({ id }) {
        await chat.stop(id)
        return conversations.delete(id)
      },
      restore: ({ id }) => Promise.resolve(conversations.restore(id)),
    },
    chat: {
      send: (input, signal) => chat.send(input, signal),
    },
    engine: {
      status: () => Promise.resolve(ok(engine.status())),
      retry() {
        engine.retry()
        return Promise.resolve(ok())
      },
      warm() {
        engine.warm()
        return Promise.resolve(ok())
      },
    },
    models: {
      list: async () => ok(await models.list()),
      async choose() {
        const path = await desktop.pickModelFile()
        return path === null ? ok(null) : models.use(path)
      },
      use: ({ path }) => models.use(path),
    },
    settings: {
      get: () => Promise.resolve(ok(settings.get())),
      update: (patch) => Promise.resolve(settings.update(patch)),
    },
  }
}
