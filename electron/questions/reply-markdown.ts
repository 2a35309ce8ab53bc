/** Brackets in a statement would pass for citations, or make a link. */
export function escapedBrackets(text: string): string {
  return withoutMarkers(text).replace(/[[\]<]/gu, String.raw`\$&`)
}

/** A sentence of a document, word for word. */
export function quoted(sentence: string): string {
  return `“${asItIs(sentence.trim())}”`
}

/** Text on one line, of which nothing is Markdown and no number in brackets is a citation of the reply. */
export function asItIs(text: string): string {
  const line = text.replace(/\s+/gu, ' ')
  return withoutMarkers(line).replace(/[\\`*_{}[\]<>#~|&$!^]/gu, String.raw`\$&`)
}

/** A word joiner, which nobody sees, tells “[3]” in a text from the marker of a citation. */
function withoutMarkers(text: string): string {
  return text.replace(/\[(?=\d+\])/gu, '[\u2060')
}
