const CHUNK = 4000

/**
 * A very long text in pieces that can be laid out one by one as they come into view, cut at ends of lines where there
 * are some. Joined they are the text, but for the line ends they were cut at.
 */
export function textChunks(text: string): readonly string[] {
  const chunks: string[] = []
  for (let start = 0; start < text.length;) {
    const whole = text.slice(start, start + CHUNK)
    const lineEnd = start + whole.length < text.length ? whole.lastIndexOf('\n') : -1
    const chunk = lineEnd > 0 ? whole.slice(0, lineEnd) : whole
    chunks.push(chunk)
    start += chunk.length + (lineEnd > 0 ? 1 : 0)
  }
  return chunks
}
