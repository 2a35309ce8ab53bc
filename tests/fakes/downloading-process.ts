import { readFileSync } from 'node:fs'
import { download } from '../../electron/downloads/download.ts'
import { openPartHandle, type OpenPartHandle } from '../../electron/downloads/part-file.ts'
import { realSurroundings } from '../../electron/downloads/surroundings.ts'
import { Egress } from '../../electron/egress/egress.ts'
import { DownloadingOrder } from './downloading-order.ts'

/*
 * A process that downloads one file and is killed on the way, by itself with SIGKILL so that the point is exact, or
 * by the limits it was started with. Tests bundle and run it.
 */
const order = DownloadingOrder.parse(JSON.parse(readFileSync(0, 'utf8')))

function die(): void {
  process.kill(process.pid, 'SIGKILL')
}

const openPart: OpenPartHandle = async (path, flags) => {
  if (order.killAt === 'open') die()
  const handle = await openPartHandle(path, flags)
  if (order.killAt === 'opened') die()
  return {
    write: async (bytes, position) => {
      const killAt = typeof order.killAt === 'number' ? order.killAt : Infinity
      const written = await handle.write(bytes.subarray(0, Math.max(1, killAt - position)), position)
      if (position + written >= killAt) die()
      return written
    },
    sync: async () => {
      if (order.killAt === 'sync') die()
      await handle.sync()
    },
    close: async () => {
      await handle.close()
      if (order.killAt === 'closed') die()
    },
  }
}

const proxy = order.proxyPort === null ? null : new URL(`http://127.0.0.1:${String(order.proxyPort)}`)
const egress = new Egress({ proxy, loopbackPort: order.port })
const result = await download({
  target: order.target,
  surroundings: { ...realSurroundings(egress), openPart },
  limits: order.limits,
  signal: new AbortController().signal,
  report: (phase) => {
    if (order.killAt === phase) die()
  },
  log: () => undefined,
})
process.stdout.write(JSON.stringify(result))
