import { createHash } from 'node:crypto'
import type { ChatWrapper, LlamaModel } from 'node-llama-cpp'
import type { Library } from './llama-library.ts'

/**
 * Wrappers of templates, by the sha256 of a template's text. The library finds them by trying all that it has, which for
 * that of SmolLM2, the starter's, was a third of the load on two cores.
 */
const KNOWN = new Map([['872be49dbb638044ad01b60388f48d469ff2980e5f0dccdc22ec907db54d0788', 'chatML' as const]])

/**
 * The template this model was trained with, as the library finds it in the file.
 *
 * The library begins every prompt with the token for "begin of text", also for models whose tokenizer is told not to
 * add it. For ChatML models that token is `<|im_start|>` itself, which would then stand there twice.
 */
export function fitChatWrapper(
  { resolveChatWrapper, LlamaText, SpecialToken }: Library,
  model: LlamaModel,
): ChatWrapper {
  const template = model.fileInfo.metadata.tokenizer.chat_template ?? ''
  const type = KNOWN.get(createHash('sha256').update(template).digest('hex')) ?? 'auto'
  const wrapper = resolveChatWrapper(model, { type, warningLogs: false })
  if (model.tokens.shouldPrependBosToken) return wrapper
  const render = wrapper.generateContextState.bind(wrapper)
  wrapper.generateContextState = (options) => {
    const state = render(options)
    const [first, ...rest] = state.contextText.values
    const doubled = first instanceof SpecialToken && first.value === 'BOS'
    return doubled ? { ...state, contextText: LlamaText(rest) } : state
  }
  return wrapper
}
