import type { ChatHistoryItem } from 'node-llama-cpp'
import type { GenerateInput } from './runtime.ts'
import { wellFormed } from './well-formed.ts'

/**
 * The conversation as the library's history, ending with the empty reply that is to be written.
 * Where the model's template has no system role, the system prompt becomes the beginning of the first user turn.
 * Texts are trimmed, as the official templates do.
 */
export function buildHistory(
  { turns, systemPrompt }: Pick<GenerateInput, 'turns' | 'systemPrompt'>,
  supportsSystemMessages: boolean,
): ChatHistoryItem[] {
  const system = clean(systemPrompt)
  const history: ChatHistoryItem[] = []
  if (system !== '' && supportsSystemMessages) history.push({ type: 'system', text: system })
  let folded = supportsSystemMessages ? '' : system
  for (const { role, text } of turns) {
    if (role === 'assistant') {
      history.push({ type: 'model', response: [clean(text)] })
      continue
    }
    history.push({ type: 'user', text: folded === '' ? clean(text) : `${folded}\n\n${clean(text)}` })
    folded = ''
  }
  history.push({ type: 'model', response: [] })
  return history
}

function clean(text: string): string {
  return wellFormed(text).trim()
}

/** Room that a prompt must leave for the reply, in tokens. */
const REPLY_RESERVE = 512

/** The most tokens a prompt may have. */
export function promptLimit(contextSize: number, maxReplyTokens: number): number {
  return contextSize - Math.min(maxReplyTokens, Math.floor(contextSize / 4), REPLY_RESERVE)
}

/**
 * The most tokens the reply may have. Two cells stay free: when the context is full, the library would throw the
 * oldest text out of it without a word.
 */
export function replyLimit(contextSize: number, promptTokens: number, maxReplyTokens: number): number {
  return Math.max(1, Math.min(maxReplyTokens, contextSize - promptTokens - 2))
}
