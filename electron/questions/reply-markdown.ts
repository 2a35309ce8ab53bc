/** Brackets in a statement would pass for citations, or make a link. */
export function escapedBrackets(text: string): string {
  return text.replace(/[[\]<]/gu, String.raw`\$&`)
}

/** A sentence of a document, word for word: nothing in it is Markdown. */
export function quoted(sentence: string): string {
  const line = sentence.replace(/\s+/gu, ' ').trim()
  return `“${line.replace(/[\\`*_{}[\]<>#~|&$!^]/gu, String.raw`\$&`)}”`
}
