/* Several conversations at once, and the next turn of a long one. */
import { decodeRate } from '../../decode-rate.mjs'

const REPLY = 48
const FOUR = 4
/** Most tokens of the long chat, and of its follow-up. */
const CHAT_TOKENS = 4000
const QUESTION_TOKENS = 230

export async function fourAtOnce({ ask, engine }, _text, round) {
  const places = Math.min(FOUR, engine.status().details.sequences)
  // Questions of this priority leave no lane free for others.
  const asked = { maxTokens: REPLY, priority: 'quick', temperature: 1, seed: 7 }
  const questions = Array.from({ length: places }, (_, at) => `Story ${round}.${at}: tell a long story about a fox.`)
  const one = decodeRate([await ask({ text: questions[0], ...asked })])
  const run = () => Promise.all(questions.map((text) => ask({ text, ...asked })))
  // Asked once before, so that their prompts are evaluated and all of them write from the first moment.
  await run()
  return { places, one, together: decodeRate(await run()) }
}

/**
 * The limit comes from nothing that the follow-up itself did: what must be read is what the prompt has more than the first
 * one and its reply, and the speed is that of the first prompt, carried on to the depth of the follow-up.
 */
export async function followUp({ ask, engine, messages }, text, round) {
  const chat = Math.min(CHAT_TOKENS, engine.status().contextSize / 2)
  const question = text(round + 50, QUESTION_TOKENS)
  const turns = [{ role: 'user', text: text(round + 1, chat) }]
  messages.length = 0
  const first = await ask({ turns, maxTokens: 16, temperature: 0 })
  const msPerToken = timeAtDepth(messages)
  turns.push({ role: 'assistant', text: first.text }, { role: 'user', text: question })
  const next = await ask({ turns, maxTokens: 4, temperature: 0 })
  const alone = await ask({ text: question, maxTokens: 4, temperature: 0 })
  const sent = next.promptTokens - first.promptTokens - first.tokens
  return {
    chatTokens: next.promptTokens,
    sentTokens: sent,
    evaluatedTokens: next.promptTokens - next.reusedTokens,
    followUpMs: next.first - next.start,
    readingMs: sent * msPerToken(next.promptTokens - sent / 2),
    aloneTokens: alone.promptTokens - alone.reusedTokens,
    aloneMs: alone.first - alone.start,
  }
}

/**
 * Milliseconds for a token at a depth of the context, by the chunks of the prompt in `messages`: each token looks at all
 * before it, so that the time grows in a line with their number.
 */
function timeAtDepth(messages) {
  const { promptTokens, reusedTokens } = messages.find(({ type }) => type === 'prompt')
  const read = messages
    .filter(({ type }) => type === 'reading')
    .map(({ at, progress }) => ({ at, depth: reusedTokens + progress * (promptTokens - reusedTokens) }))
  const chunks = read.slice(1).map(({ at, depth }, index) => {
    const before = read[index]
    return { depth: (before.depth + depth) / 2, ms: (at - before.at) / (depth - before.depth) }
  })
  const mean = (pick) => chunks.reduce((sum, chunk) => sum + pick(chunk), 0) / chunks.length
  const [depthMean, msMean] = [mean(({ depth }) => depth), mean(({ ms }) => ms)]
  const spread = mean(({ depth }) => (depth - depthMean) ** 2)
  const slope = mean(({ depth, ms }) => (depth - depthMean) * (ms - msMean)) / spread
  return (depth) => msMean + slope * (depth - depthMean)
}
