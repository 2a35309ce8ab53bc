import { app } from 'electron'
import { z } from 'zod'

const Wish = z.object({ window: z.boolean() })

/** Takes the lock, or tells the Agate that holds it whether this start wanted a window. */
export function takeInstanceLock(wantsWindow: boolean): boolean {
  return app.requestSingleInstanceLock({ window: wantsWindow })
}

/** A later start that wanted a window gets this one's, and so does a click on the dock of macOS. */
export function onWindowWished(open: () => void): void {
  app.on('activate', open)
  app.on('second-instance', (_event, _argv, _folder, data) => {
    // A start by another version sends something else: then a window is the best guess.
    const wish = Wish.safeParse(data)
    if (!wish.success || wish.data.window) open()
  })
}
