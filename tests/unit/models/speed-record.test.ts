import { describe, expect, it } from 'vitest'
import { recordSpeeds } from '../../../electron/models/speed-record.ts'
import { SettingsService } from '../../../electron/settings/settings-service.ts'
import type { EngineStatus } from '../../../shared/model/engine-status.ts'
import type { ModelFile } from '../../../shared/model/model-file.ts'

const GEMMA: ModelFile = { path: '/gemma.gguf', name: 'Gemma 2 2B', sizeBytes: 5, starter: false }

const READY: EngineStatus = {
  state: 'ready',
  model: GEMMA,
  progress: null,
  device: 'Processor, 2 threads',
  contextSize: 8192,
  details: null,
  notFaster: null,
  unchecked: null,
  smaller: null,
  tokensPerSecond: null,
  promptTokensPerSecond: null,
  problem: null,
}

function watched(current: ModelFile | null = GEMMA) {
  let saved = 0
  const settings = new SettingsService({ get: () => ({}), set: () => (saved += 1), damagedCopy: null }, () => undefined)
  const tell = recordSpeeds(settings, () => current)
  return { settings, tell, saves: () => saved }
}

describe('recordSpeeds', () => {
  it('keeps the speed of a turn once, when it has ended', () => {
    const { settings, tell, saves } = watched()
    tell({ ...READY, state: 'writing' })
    expect(saves()).toBe(0)
    tell({ ...READY, tokensPerSecond: 9.3, promptTokensPerSecond: 41 })
    tell({ ...READY, tokensPerSecond: 9.3, promptTokensPerSecond: 41 })
    expect(saves()).toBe(1)
    const speed = { sizeBytes: 5, tokensPerSecond: 9.3, promptTokensPerSecond: 41, device: 'Processor, 2 threads' }
    expect(settings.get().measuredSpeeds).toEqual({ '/gemma.gguf': speed })
  })

  it('keeps the speed of a reply that was stopped while it was read again', () => {
    const { tell, saves } = watched()
    tell({ ...READY, state: 'writing' })
    tell({ ...READY, state: 'reading', progress: 0.4 })
    tell({ ...READY, tokensPerSecond: 9.3 })
    expect(saves()).toBe(1)
  })

  it('keeps nothing without a measured speed or a model', () => {
    for (const current of [GEMMA, null]) {
      const { tell, saves } = watched(current)
      tell({ ...READY, state: 'writing' })
      tell({ ...READY, tokensPerSecond: current === null ? 9.3 : null })
      expect(saves()).toBe(0)
    }
  })
})
