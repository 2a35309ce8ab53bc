import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { fitChatWrapper } from '../../electron/engine/process/chat-wrapper.ts'
import { importLibrary } from '../../electron/engine/process/llama-library.ts'
import { LoadError } from '../../electron/engine/process/runtime.ts'
import { STARTER_MODEL, TINY_MODELS } from '../support/engine-paths.ts'
import { tinyGemma } from '../support/gguf/tiny-gemma.ts'
import { tempFolder } from '../support/temp-folder.ts'

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

const LOOP = '{% for step in range(9999) %}'
const ENDLESS = `${LOOP.repeat(3)}{{ step }}${'{% endfor %}'.repeat(3)}`

async function modelWith(template: string) {
  const path = join(tempFolder(), 'template.gguf')
  const more = { 'tokenizer.chat_template': { type: 'string', value: template } } as const
  writeFileSync(path, tinyGemma({ behaviour: 'scripted', more }))
  return llama.loadModel({ modelPath: path, gpuLayers: 0 })
}

it('a template that does not end is a failed load, not one that hangs', async () => {
  const model = await modelWith(`${ENDLESS}{% for m in messages %}{{ m.content }}{% endfor %}`)
  const failure: unknown = expect.objectContaining({ failure: 'template' })
  expect(() => fitChatWrapper(library, model, 100)).toThrow(failure)
  await model.dispose()
})

it('a template that ends for short conversations only is ended when it is rendered', async () => {
  const lines = '{% for m in messages %}<{{ m.role }}>{{ m.content }}</s>\n{% endfor %}'
  const model = await modelWith(`{% if messages | length > 20 %}${ENDLESS}{% endif %}${lines}`)
  const wrapper = fitChatWrapper(library, model, 10_000)
  expect(wrapper.wrapperName).toBe('JinjaTemplate')
  const turns = (count: number) => Array.from({ length: count }, () => HISTORY.slice(1, 3)).flat()
  expect(wrapper.generateContextState({ chatHistory: turns(2) }).contextText.toString()).toContain('Hello, what')
  expect(() => wrapper.generateContextState({ chatHistory: turns(20) })).toThrow(LoadError)
  await model.dispose()
})
