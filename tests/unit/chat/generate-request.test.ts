import { describe, expect, it } from 'vitest'
import { requestFor } from '../../../electron/chat/generate-request.ts'
import { toExchanges } from '../../../electron/chat/history.ts'
import { MODEL_SETTINGS_DEFAULTS } from '../../../shared/model/model-settings.ts'

const exchanges = toExchanges([{ role: 'user', text: 'Hello?' }])
const parts = { maxTokens: 100, priority: 'chat' as const, starter: false, conversation: 'a' }

describe('What the engine is asked', () => {
  it('follows the settings of the model', () => {
    const settings = { ...MODEL_SETTINGS_DEFAULTS, systemPrompt: 'Be brief.', temperature: 1.2, topK: 20, seed: 7 }
    expect(requestFor(exchanges, { ...parts, settings })).toMatchObject({
      turns: [{ role: 'user', text: 'Hello?' }],
      systemPrompt: 'Be brief.',
      sampling: { temperature: 1.2, topK: 20, seed: 7, maxTokens: 100 },
      priority: 'chat',
      conversation: 'a',
    })
  })

  it('leaves the starter no temperature, with which it makes things up', () => {
    const settings = { ...MODEL_SETTINGS_DEFAULTS, temperature: 0.7 }
    expect(requestFor(exchanges, { ...parts, settings, starter: true }).sampling.temperature).toBe(0)
  })
})
