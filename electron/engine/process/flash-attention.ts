import type { LlamaModel } from 'node-llama-cpp'

/**
 * Widest attention heads, in numbers, for which flash attention was measured to be a gain on a processor: a prompt is
 * read a quarter faster (64, SmolLM2), while with 256 (Gemma 2) long chats are written a sixth slower.
 */
const HEAD_WIDTH_MAX = 64

/** Whether a processor is faster with flash attention. On a card the ladder has it, and goes without only where that fails. */
export function gainsOnProcessor({ fileInfo, flashAttentionSupported }: HeadSource): boolean {
  const { attention, embedding_length: width } = fileInfo.architectureMetadata
  const headWidth = attention?.key_length ?? (width ?? Infinity) / (attention?.head_count ?? 1)
  return flashAttentionSupported && headWidth <= HEAD_WIDTH_MAX
}

type HeadSource = Pick<LlamaModel, 'fileInfo' | 'flashAttentionSupported'>
