/** False when the system's clipboard was not to be had. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Refused, or held by another program; whoever called says so.
    return false
  }
}

/** What to say about it. */
export function copiedWords(isCopied: boolean, what: string): string {
  return isCopied ? `${what} is copied.` : 'The clipboard could not be used. Nothing was copied; try again.'
}
