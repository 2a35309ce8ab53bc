import type { BrowserContext, Page } from '@playwright/test'
import { contract } from '../../../shared/ipc/contract.ts'
import { channelOf, type Contract } from '../../../shared/ipc/define.ts'
import { FakeBridge, type PageLink } from '../../fakes/bridge.ts'

/** What the page calls, in the test's process; by these names they are in the page. */
interface TestSide {
  bridgeCall(channel: string, input: unknown): Promise<unknown>
  bridgeOpen(channel: string, streamId: string, input: unknown): Promise<void>
  bridgeUp(streamId: string, message: 'ack' | 'cancel'): Promise<void>
}

/** What the test calls, in the page. */
interface PageSide {
  bridgeEvents: Map<string, Set<(payload: unknown) => void>>
  bridgeStreams: Map<string, (message: unknown) => void>
}

const GROUPS: Contract = contract
const SHAPE = Object.entries(GROUPS).map(([group, members]) => ({
  group,
  members: Object.entries(members).map(([name, { kind }]) => ({ name, kind, channel: channelOf(group, name) })),
}))

/** Runs in the page before its own script: `window.agate`, as the preload script makes it. */
function install(shape: typeof SHAPE): void {
  const page = window as unknown as TestSide & PageSide
  page.bridgeEvents = new Map()
  page.bridgeStreams = new Map()
  const makers = {
    call: (channel: string) => (input: unknown) => page.bridgeCall(channel, input),
    event: (channel: string) => (listener: (payload: unknown) => void) => {
      const listeners = page.bridgeEvents.get(channel) ?? new Set()
      page.bridgeEvents.set(channel, listeners.add(listener))
      return () => listeners.delete(listener)
    },
    stream: (channel: string) => (input: unknown, onMessage: (message: unknown) => void) => {
      const streamId = crypto.randomUUID()
      page.bridgeStreams.set(streamId, onMessage)
      void page.bridgeOpen(channel, streamId, input)
      return {
        ack: () => void page.bridgeUp(streamId, 'ack'),
        cancel: () => void page.bridgeUp(streamId, 'cancel'),
      }
    },
  }
  const entries = shape.map(({ group, members }) => [
    group,
    Object.fromEntries(members.map(({ name, kind, channel }) => [name, makers[kind](channel)])),
  ])
  const pathOf = (file: File) => `/dropped/${file.name}`
  Object.defineProperty(window, 'agate', { value: { ...Object.fromEntries(entries), pathOf } })
}

/** Puts bridges into the pages of one window: a new one for each test, in the same context. */
export class BridgeHost {
  readonly #page: Page
  #bridge: FakeBridge | null = null

  private constructor(page: Page) {
    this.#page = page
  }

  static async attach(context: BrowserContext, page: Page): Promise<BridgeHost> {
    const host = new BridgeHost(page)
    await context.exposeFunction('bridgeCall', (channel: string, input: unknown) => host.#bridge?.call(channel, input))
    await context.exposeFunction('bridgeOpen', (channel: string, streamId: string, input: unknown) =>
      host.#bridge?.open(channel, streamId, input),
    )
    await context.exposeFunction('bridgeUp', (streamId: string, message: 'ack' | 'cancel') =>
      host.#bridge?.up(streamId, message),
    )
    await context.addInitScript(install, SHAPE)
    return host
  }

  renew(): FakeBridge {
    const link: PageLink = {
      event: (channel, payload) =>
        this.#page.evaluate(
          ([name, value]) => {
            const page = window as unknown as PageSide
            for (const listener of page.bridgeEvents.get(name) ?? []) listener(value)
          },
          [channel, payload] as const,
        ),
      message: (streamId, message) =>
        this.#page.evaluate(
          ([id, value]) => {
            ;(window as unknown as PageSide).bridgeStreams.get(id)?.(value)
          },
          [streamId, message] as const,
        ),
    }
    this.#bridge = new FakeBridge(link)
    return this.#bridge
  }
}
