import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A server that does not answer within this is not reachable from here, and another source is tried. */
const CONNECT_MS = 10_000

/**
 * Fetches a file, with progress on stderr. Throws when the server cannot be reached or refuses.
 * @param {string} url
 * @param {string} target
 */
export async function download(url, target) {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(new Error('no answer')), CONNECT_MS)
  const response = await fetch(url, { signal: abort.signal }).finally(() => clearTimeout(timer))
  if (!response.ok || response.body === null) throw new Error(`${response.status}`)
  const total = Number(response.headers.get('content-length') ?? 0)
  await pipeline(Readable.fromWeb(response.body), counted(total), createWriteStream(target))
}

function counted(total) {
  return async function* (chunks) {
    let received = 0
    let shown = performance.now()
    for await (const chunk of chunks) {
      received += chunk.length
      if (performance.now() - shown > 1000) {
        shown = performance.now()
        const share = total > 0 ? ` (${Math.floor((received / total) * 100)} %)` : ''
        process.stderr.write(`  ${(received / 1e6).toFixed(0)} MB${share}\n`)
      }
      yield chunk
    }
  }
}
