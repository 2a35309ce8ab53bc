/**
 * Tokens per second of replies, as `ask` gives them, while all of them write: from the last one's first text to the first
 * one's last. Texts come some tokens at a time: in between a reply is taken to write evenly.
 */
export function decodeRate(replies) {
  const began = Math.max(...replies.map(({ first }) => first))
  const ended = Math.min(...replies.map(({ last }) => last))
  if (!(ended > began)) throw new Error('The replies were too short to be timed')
  const tokens = replies.reduce((sum, { texts }) => sum + writtenBy(texts, ended) - writtenBy(texts, began), 0)
  return (tokens * 1000) / (ended - began)
}

function writtenBy(texts, moment) {
  const next = texts.findIndex(({ at }) => at >= moment)
  const [before, after] = [texts[Math.max(0, next - 1)], texts[next]]
  if (after.at === before.at) return after.tokens
  return before.tokens + ((after.tokens - before.tokens) * (moment - before.at)) / (after.at - before.at)
}
