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
