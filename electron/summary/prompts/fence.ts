import { createHash } from 'node:crypto'

/**
 * A line to stand before and after text of the document, so that the model can tell where it ends. It is made from the
 * text and occurs nowhere in it: no document can close its own fence, and the same document gets the same fence again,
 * which keeps what was read before of use.
 */
export function fenceFor(texts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text)
  for (let digest = hash.digest('hex'); ; digest = createHash('sha256').update(digest).digest('hex')) {
    const word = digest.slice(0, 8)
    if (!texts.some((text) => text.includes(word))) return `~~~ ${word}`
  }
}

export function fenced(fence: string, lines: readonly string[]): string {
  return [fence, ...lines, fence].join('\n')
}
