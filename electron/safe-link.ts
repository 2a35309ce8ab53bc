const SCHEMES = new Set(['https:', 'http:', 'mailto:'])

/** The address as the system may open it, or null: other schemes start programs, and credentials hide where a link leads. */
export function safeLink(address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  return SCHEMES.has(url.protocol) && url.username === '' && url.password === '' ? url.href : null
}
