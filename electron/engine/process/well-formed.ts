/** Half a surrogate pair is no character: it becomes U+FFFD here, and not somewhere in native code. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}
