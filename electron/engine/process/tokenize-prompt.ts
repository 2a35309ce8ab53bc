import type { ChatHistoryItem, ChatWrapper, LlamaModel, Token } from 'node-llama-cpp'
import { areLong, countTokens } from './count-tokens.ts'

interface Tokenizing {
  readonly model: LlamaModel
  readonly wrapper: ChatWrapper
}

export function tokenize({ model, wrapper }: Tokenizing, history: ChatHistoryItem[]): Token[] {
  return wrapper.generateContextState({ chatHistory: history }).contextText.tokenize(model.tokenizer)
}

/** The prompt's tokens; only their number when they are more than `limit`. */
export async function tokenizeWithin(
  { model, wrapper }: Tokenizing,
  history: ChatHistoryItem[],
  limit: number,
  signal: AbortSignal,
): Promise<Token[] | number | 'stopped'> {
  const texts = history.flatMap((item) => (item.type === 'user' ? [item.text] : []))
  if (areLong(texts)) {
    const counts = await countTokens(texts, (text) => model.tokenize(text), signal)
    if (counts === null) return 'stopped'
    const count = counts.reduce((sum, tokens) => sum + tokens, 0)
    if (count > limit) return count
  }
  const tokens = tokenize({ model, wrapper }, history)
  return tokens.length > limit ? tokens.length : tokens
}
