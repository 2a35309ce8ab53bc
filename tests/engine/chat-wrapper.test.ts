import { afterAll, expect, it } from 'vitest'
import { fitChatWrapper } from '../../electron/engine/process/chat-wrapper.ts'
import { importLibrary } from '../../electron/engine/process/llama-library.ts'
import { STARTER_MODEL, TINY_MODELS } from '../support/engine-paths.ts'

const library = await importLibrary()
const llama = await library.getLlama({ gpu: false, build: 'never', skipDownload: true, maxThreads: 1 })
afterAll(() => llama.dispose())

const HISTORY = [
  { type: 'system' as const, text: 'Be kind.' },
  { type: 'user' as const, text: 'Hello' },
  { type: 'model' as const, response: ['Hello, what can I do?'] },
  { type: 'user' as const, text: 'Name three colours.' },
]

it.each([
  { name: 'the starter', file: STARTER_MODEL, wrapperName: 'ChatML' },
  { name: 'Gemma 2', file: TINY_MODELS.scripted, wrapperName: 'Gemma' },
])(
  'the template of $name is rendered as by the wrapper that the library finds for it',
  async ({ file, wrapperName }) => {
    const model = await llama.loadModel({ modelPath: file, gpuLayers: 0 })
    const found = library.resolveChatWrapper(model, { warningLogs: false })
    const fitted = fitChatWrapper(library, model)
    expect(fitted.wrapperName).toBe(wrapperName)
    expect(found.wrapperName).toBe(wrapperName)
    expect(fitted.settings).toEqual(found.settings)
    const rendered = (wrapper: typeof found) => {
      const { contextText, stopGenerationTriggers } = wrapper.generateContextState({ chatHistory: HISTORY })
      // Apart from the token for "begin of text", which the starter does not want.
      return [contextText.toString().replace(/^BOS/u, ''), stopGenerationTriggers]
    }
    expect(rendered(fitted)).toEqual(rendered(found))
    await model.dispose()
  },
)
