import { app } from 'electron'
import type { StartWish, StartWishes } from './start-wishes.ts'

const OPENINGS = ['main', 'quick', 'nothing'] as const

/** Of a start that is a command: it asks through the socket, and nothing has to be on the desktop for it. */
const NO_WISH = 'none'

/** Takes the lock, or tells the Agate that holds it what this start wanted to open; null where that is not even the hotkey. */
export function takeInstanceLock(wish: StartWish | null): boolean {
  return app.requestSingleInstanceLock({ open: wish?.open ?? NO_WISH, documents: wish?.documents ?? [] })
}

/** A later start that wanted a window gets this one's, and so does a click on the dock of macOS, or a document that is opened there. */
export function gatherWishes({ add }: StartWishes): void {
  app.on('activate', () => add({ open: 'main', documents: [] }))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    add({ open: 'main', documents: [path] })
  })
  app.on('second-instance', (_event, _argv, _folder, data) => {
    // Later, since the other start waits until this is over, and reading the selection of X11 can take a while.
    const wish = wishIn(data)
    if (wish !== null) setImmediate(() => add(wish))
  })
}

/** By hand, since this is in the entry. A start by another version sends something else: then a window is the best guess. */
function wishIn(data: unknown): StartWish | null {
  const sent = typeof data === 'object' && data !== null ? data : {}
  if ('open' in sent && sent.open === NO_WISH) return null
  const open = OPENINGS.find((one) => 'open' in sent && one === sent.open)
  const documents: unknown[] = 'documents' in sent && Array.isArray(sent.documents) ? sent.documents : []
  return { open: open ?? 'main', documents: documents.filter((path) => typeof path === 'string') }
}
