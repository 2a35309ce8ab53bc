import { createHash } from 'node:crypto'
import type { ChatWrapper, LlamaModel } from 'node-llama-cpp'
import type { Library } from './llama-library.ts'
import { withinTemplateLimit } from './template-limit.ts'

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
export function fitChatWrapper(library: Library, model: LlamaModel, limitMs?: number): ChatWrapper {
  const wrapper = findChatWrapper(library, model, limitMs)
  // Of all wrappers only this one runs the template.
  const isTemplate = wrapper.wrapperName === 'JinjaTemplate'
  if (model.tokens.shouldPrependBosToken && !isTemplate) return wrapper
  const { LlamaText, SpecialToken } = library
  const render = wrapper.generateContextState.bind(wrapper)
  wrapper.generateContextState = (options) => {
    const state = isTemplate ? withinTemplateLimit(() => render(options), limitMs) : render(options)
    const [first, ...rest] = state.contextText.values
    const isBegin = first instanceof SpecialToken && first.value === 'BOS'
    const isDoubled = isBegin && !model.tokens.shouldPrependBosToken
    return isDoubled ? { ...state, contextText: LlamaText(rest) } : state
  }
  return wrapper
}

/** Throws a LoadError when the template has no end. */
function findChatWrapper({ resolveChatWrapper }: Library, model: LlamaModel, limitMs?: number): ChatWrapper {
  const template = model.fileInfo.metadata.tokenizer.chat_template ?? ''
  const known = KNOWN.get(createHash('sha256').update(template).digest('hex'))
  const resolve = () => resolveChatWrapper(model, { type: known ?? 'auto', warningLogs: false })
  // A known one is not run, and where there is none the library goes by the names in the file.
  return known !== undefined || template === '' ? resolve() : withinTemplateLimit(resolve, limitMs)
}
