import type { ChatWrapper, LlamaModel } from 'node-llama-cpp'
import type { Library } from './llama-library.ts'

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
  const wrapper = resolveChatWrapper(model, { warningLogs: false })
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
