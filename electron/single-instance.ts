import { app } from 'electron'
import { z } from 'zod'
import type { WindowWish } from './cli/invocation.ts'

const Wish = z.object({ open: z.enum(['main', 'quick', 'nothing']) })

/** Takes the lock, or tells the Agate that holds it what this start wanted to open. */
export function takeInstanceLock(open: WindowWish): boolean {
  return app.requestSingleInstanceLock({ open })
}

/** A later start that wanted a window gets this one's, and so does a click on the dock of macOS. */
export function onWindowWished(open: Readonly<Record<WindowWish, () => void>>): void {
  app.on('activate', open.main)
  app.on('second-instance', (_event, _argv, _folder, data) => {
    // A start by another version sends something else: then a window is the best guess.
    const wish = Wish.safeParse(data)
    open[wish.success ? wish.data.open : 'main']()
  })
}
