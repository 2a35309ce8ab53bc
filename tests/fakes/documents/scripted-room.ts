import { openPort } from '../../../electron/documents/room/process/port.ts'

/* A process in the place of the one that reads. It does what the document's name says. */

const port = openPort()
const held: Uint8Array[] = []

const deeds: Record<string, () => void> = {
  spin: () => {
    for (;;);
  },
  wait: () => undefined,
  crawl: () => void setInterval(() => port.post({ type: 'progress', progress: { done: 1, total: null } }), 10),
  exit: () => process.exit(0),
  abort: () => process.abort(),
  hoard: () => {
    for (;;) held.push(new Uint8Array(16 * 1024 * 1024).fill(1))
  },
  babble: () => void process.send?.({ type: 'read', document: { pages: 'none' } }),
}

/** Recognises every page but the second, on which it ends. */
function falter(pages: readonly number[]): void {
  for (const page of pages) {
    if (page === 2) return void setTimeout(() => process.exit(0), 50)
    port.post({ type: 'recognised', page: { page, text: `Text ${page}`, words: 2, why: null } })
  }
  port.post({ type: 'all-recognised' })
}

setInterval(() => undefined, 1000)
port.onClose(() => process.exit(0))
port.onMessage(({ name, ...request }) => {
  if (request.type === 'recognise' && name === 'falters') {
    falter(request.pages)
    return
  }
  port.post({ type: 'progress', progress: { done: 1, total: 3 } })
  // Only after the sign of life is out.
  setTimeout(() => deeds[name]?.(), 50)
})
port.post({ type: 'ready' })
