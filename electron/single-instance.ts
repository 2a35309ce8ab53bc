import { app } from 'electron'
import { z } from 'zod'
import type { StartWish, StartWishes } from './start-wishes.ts'

const Wish = z.object({
  open: z.enum(['main', 'quick', 'nothing']),
  /** Absolute paths. */
  documents: z.array(z.string()).default([]),
})

/** Takes the lock, or tells the Agate that holds it what this start wanted to open. */
export function takeInstanceLock({ open, documents }: StartWish): boolean {
  return app.requestSingleInstanceLock({ open, documents })
}

/** A later start that wanted a window gets this one's, and so does a click on the dock of macOS, or a document that is opened there. */
export function gatherWishes({ add }: StartWishes): void {
  app.on('activate', () => add({ open: 'main', documents: [] }))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    add({ open: 'main', documents: [path] })
  })
  app.on('second-instance', (_event, _argv, _folder, data) => {
    // A start by another version sends something else: then a window is the best guess.
    const wish = Wish.safeParse(data)
    add(wish.success ? wish.data : { open: 'main', documents: [] })
  })
}
