import type { ChatHistoryItem, ChatWrapper, LlamaChat, LlamaContextSequence, Token } from 'node-llama-cpp'
import type { Outcome } from '../protocol.ts'
import { fitChatWrapper } from './chat-wrapper.ts'
import { areLong, countTokens } from './count-tokens.ts'
import { importLibrary } from './llama-library.ts'
import { loadModel, type LoadedModel } from './load-model.ts'
import { buildHistory, promptLimit, replyLimit } from './prompt.ts'
import { ReplyWriter } from './reply-writer.ts'
import type { GenerateInput, GenerationListener, LoadInput, Runtime } from './runtime.ts'

/** Tokens of a prompt that are evaluated before the signal is looked at again. */
const CHUNK = 64

interface Ready extends LoadedModel {
  readonly sequence: LlamaContextSequence
  readonly wrapper: ChatWrapper
  readonly chat: LlamaChat
}

/** llama.cpp behind the runtime's interface. The context keeps the last conversation, so that its next turn is short. */
export class LlamaRuntime implements Runtime {
  #ready: Ready | null = null

  async load(input: LoadInput, onProgress: (progress: number) => void) {
    const library = await importLibrary()
    const loaded = await loadModel(library, input, onProgress)
    const sequence = loaded.context.getSequence()
    const wrapper = fitChatWrapper(library, loaded.model)
    const chat = new library.LlamaChat({ contextSequence: sequence, chatWrapper: wrapper })
    this.#ready = { ...loaded, sequence, wrapper, chat }
    const { device, contextSize, details } = loaded
    return { device, contextSize, details }
  }

  async generate(input: GenerateInput, listener: GenerationListener, signal: AbortSignal): Promise<Outcome> {
    const ready = this.#ready
    if (ready === null) throw new Error('No model is loaded')
    const maxTokens = input.sampling.maxTokens
    const limit = promptLimit(ready.contextSize, maxTokens)
    const history = buildHistory(input, ready.wrapper.settings.supportsSystemMessages)
    const prompt = await tokenizeWithin(ready, history, limit, signal)
    if (prompt === 'stopped') return { reason: 'stopped', tokens: 0, tokensPerSecond: null }
    if (typeof prompt === 'number') return { reason: 'prompt-too-long', promptTokens: prompt, limit }
    await prime(ready, prompt, listener, signal)
    if (signal.aborted) return { reason: 'stopped', tokens: 0, tokensPerSecond: null }
    const room = replyLimit(ready.contextSize, prompt.length, maxTokens)
    return writeReply(ready, history, { ...input.sampling, maxTokens: room }, listener, signal)
  }
}

/** The prompt's tokens; only their number when they are more than `limit`. */
async function tokenizeWithin(
  { model, wrapper }: Ready,
  history: ChatHistoryItem[],
  limit: number,
  signal: AbortSignal,
): Promise<Token[] | number | 'stopped'> {
  const texts = history.flatMap((item) => (item.type === 'user' ? [item.text] : []))
  if (areLong(texts)) {
    const count = await countTokens(texts, (text) => model.tokenize(text), signal)
    if (count === 'stopped' || count > limit) return count
  }
  const tokens = wrapper.generateContextState({ chatHistory: history }).contextText.tokenize(model.tokenizer)
  return tokens.length > limit ? tokens.length : tokens
}

/**
 * Evaluates the prompt up to its last token in chunks, so that stopping need not wait for all of it. What the
 * context already holds of it is kept. The library then finds the whole prompt evaluated and only adds the reply.
 */
async function prime(
  { sequence, pacer }: Ready,
  prompt: readonly Token[],
  listener: GenerationListener,
  signal: AbortSignal,
): Promise<void> {
  const target = prompt.slice(0, -1)
  // Without `false`, later parts would be kept whose values were computed with other text before them.
  await sequence.adaptStateToTokens(target, false)
  const reusedTokens = sequence.nextTokenIndex
  listener.prompt({ promptTokens: prompt.length, reusedTokens })
  for (let start = reusedTokens; start < target.length && !signal.aborted; start += CHUNK) {
    pacer.adjust()
    const end = Math.min(start + CHUNK, target.length)
    await sequence.evaluateWithoutGeneratingNewTokens(target.slice(start, end))
    listener.reading((end - reusedTokens) / (target.length - reusedTokens))
  }
}

async function writeReply(
  { chat, pacer }: Ready,
  history: ChatHistoryItem[],
  sampling: GenerateInput['sampling'],
  listener: GenerationListener,
  signal: AbortSignal,
): Promise<Outcome> {
  const writer = new ReplyWriter(listener)
  const { metadata } = await chat.generateResponse(history, {
    maxTokens: sampling.maxTokens,
    temperature: sampling.temperature,
    ...(sampling.seed === undefined ? {} : { seed: sampling.seed }),
    // Zero would sort the whole vocabulary for every token: 15 ms each for Gemma.
    topK: 64,
    topP: 0.95,
    // Cuts off the unlikely: else a small model often begins with an odd word and then makes it worse.
    minP: 0.1,
    // Said explicitly: the library's own default is strong enough to punish names and numbers that must recur.
    repeatPenalty: { penalty: 1.05, lastTokens: 64, penalizeNewLine: false },
    signal: AbortSignal.any([signal, writer.repetition.signal]),
    stopOnAbortSignal: true,
    onToken: (tokens) => {
      pacer.adjust()
      writer.countTokens(tokens.length)
    },
    onTextChunk: (text) => writer.write(text),
  })
  return { reason: endReason(metadata.stopReason, writer.repetition.signal.aborted), ...writer.written }
}

function endReason(stopReason: string, repeats: boolean): 'end' | 'length' | 'repetition' | 'stopped' {
  if (stopReason === 'abort') return repeats ? 'repetition' : 'stopped'
  return stopReason === 'maxTokens' ? 'length' : 'end'
}
