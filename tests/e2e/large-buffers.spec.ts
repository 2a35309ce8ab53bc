import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SCRIPTED_REPLY, tinyGemma } from '../support/gguf/tiny-gemma.ts'
import { expect, test } from './support/agate.ts'
import { ChatPage } from './support/chat-page.ts'

/** With four conversations side by side a KV cache of 1.7 GB, in one piece: as of Gemma 2 2B on a computer with room for it. */
const WIDE_HEADS = 136
const CONTEXT = 3072

test('a model whose memory is of more than one gibibyte in one piece answers', async ({ agate }) => {
  const path = join(agate.home, 'wide.gguf')
  mkdirSync(agate.home, { recursive: true })
  writeFileSync(path, tinyGemma({ behaviour: 'scripted', wideHeads: WIDE_HEADS }))
  const modelSettings = { [path]: { contextSize: CONTEXT } }
  const { page } = await agate.open({ settings: { modelPath: path, modelSettings } })
  const chat = new ChatPage(page)
  await chat.ask('Who are you?')
  await expect(chat.answers.last()).toContainText(SCRIPTED_REPLY)
})
