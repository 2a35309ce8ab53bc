import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { detail } from './report.mjs'

/** A server that is silent for this long is given up, and another source is tried. */
const SILENCE_MS = 10_000
const REPORT_MS = 1000

/**
 * Fetches a file, with progress on stderr. Throws when the server cannot be reached, refuses or falls silent.
 * @param {string} url
 * @param {string} target
 */
export async function download(url, target, { silenceMs = SILENCE_MS } = {}) {
  const abort = new AbortController()
  const silence = setTimeout(() => abort.abort(new Error(`no answer for ${silenceMs / 1000} s`)), silenceMs)
  try {
    const response = await fetch(url, { signal: abort.signal })
    if (!response.ok || response.body === null) throw new Error(`it answered ${response.status}`)
    const total = Number(response.headers.get('content-length') ?? 0)
    const received = counted(total, () => silence.refresh())
    await pipeline(Readable.fromWeb(response.body), received, createWriteStream(target))
  } finally {
    clearTimeout(silence)
  }
}

function counted(total, onData) {
  return async function* (chunks) {
    let received = 0
    let shown = performance.now()
    for await (const chunk of chunks) {
      onData()
      received += chunk.length
      if (performance.now() - shown > REPORT_MS) {
        shown = performance.now()
        const share = total > 0 ? ` (${Math.floor((received / total) * 100)} %)` : ''
        detail(`${(received / 1e6).toFixed(0)} MB${share}`)
      }
      yield chunk
    }
  }
}
