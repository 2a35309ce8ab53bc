/** The conversation that a page's address names behind its hash; null when it names none. */
export function conversationIn(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/u, '')).get('conversation')
}
