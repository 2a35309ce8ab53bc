import type { Page } from '@playwright/test'

type Call = (input: unknown, onMessage?: (message: { t: string }) => void) => Promise<unknown>
type Bridge = Readonly<Record<string, Readonly<Record<string, Call>>>>

/** Calls main through the page's bridge as hostile or broken page code could: with any input at all. */
export function callBridge(page: Page, group: string, name: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    (call) => {
      const bridge = Reflect.get(window, 'agate') as Bridge
      return bridge[call.group]?.[call.name]?.(call.input)
    },
    { group, name, input },
  )
}

/** Starts a stream and waits for its end. */
export function endOfStream(page: Page, group: string, name: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    (call) =>
      new Promise<unknown>((resolve) => {
        const bridge = Reflect.get(window, 'agate') as Bridge
        void bridge[call.group]?.[call.name]?.(call.input, (message) => {
          if (message.t === 'end') resolve(message)
        })
      }),
    { group, name, input },
  )
}
