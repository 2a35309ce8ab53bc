import { describe, expect, it } from 'vitest'
import { SettingsService, type SettingsFile } from '../../../electron/settings/settings-service.ts'
import { MODEL_SETTINGS_DEFAULTS } from '../../../shared/model/model-settings.ts'
import { Settings } from '../../../shared/model/settings.ts'

function fileWith(stored: unknown, damagedCopy: string | null = null): SettingsFile & { stored: unknown } {
  return {
    stored,
    damagedCopy,
    get() {
      return this.stored
    },
    set(value) {
      this.stored = value
    },
  }
}

const service = (file: SettingsFile) => new SettingsService(file, () => undefined)

describe('SettingsService', () => {
  it('begins with every default', () => {
    expect(service(fileWith({})).get()).toEqual(Settings.parse({}))
  })

  it('replaces only the values that do not fit, and names them', () => {
    const settings = service(fileWith({ theme: 'dark', sidebarVisible: 'yes', maxReplyTokens: -1 }))
    expect(settings.get()).toMatchObject({ theme: 'dark', sidebarVisible: true, maxReplyTokens: 2048 })
    expect(settings.notices).toMatchObject([
      { tone: 'amber', message: expect.stringContaining('sidebarVisible, maxReplyTokens') as string },
    ])
  })

  it('says where a file that could not be read was put', () => {
    expect(service(fileWith({}, '/data/settings.json.damaged-1')).notices[0]?.message).toContain(
      '/data/settings.json.damaged-1',
    )
  })

  it('saves a change and tells who listens', () => {
    const file = fileWith({})
    const settings = service(file)
    const seen: string[] = []
    const stop = settings.onChange(({ theme }) => seen.push(theme))
    expect(settings.update({ theme: 'light' })).toMatchObject({ ok: true, value: { theme: 'light' } })
    stop()
    settings.update({ theme: 'dark' })
    expect(seen).toEqual(['light'])
    expect(file.stored).toMatchObject({ theme: 'dark' })
  })

  it('keeps the old value when the disk is full', () => {
    const file: SettingsFile = {
      ...fileWith({}),
      set() {
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      },
    }
    const settings = service(file)
    expect(settings.update({ theme: 'dark' })).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    expect(settings.get().theme).toBe('system')
  })

  it.each(['EACCES', 'EPERM', 'EROFS'])('keeps the old value when the file cannot be written (%s)', (code) => {
    const file: SettingsFile = {
      ...fileWith({}),
      set() {
        throw Object.assign(new Error('not allowed'), { code })
      },
    }
    const settings = service(file)
    expect(settings.update({ theme: 'dark' })).toMatchObject({ ok: false, error: { code: 'unwritable' } })
    expect(settings.get().theme).toBe('system')
  })

  it('keeps the settings of each model file apart, and only what differs from the defaults', () => {
    const file = fileWith({})
    const settings = service(file)
    const changed = settings.changeModelSettings('/a.gguf', { contextSize: 4096, topK: 64, systemPrompt: 'Be brief.' })
    expect(changed).toMatchObject({
      ok: true,
      value: { contextSize: 4096, temperature: 0.7, systemPrompt: 'Be brief.' },
    })
    expect(settings.modelSettings('/b.gguf')).toEqual(MODEL_SETTINGS_DEFAULTS)
    expect(file.stored).toMatchObject({
      modelSettings: { '/a.gguf': { contextSize: 4096, systemPrompt: 'Be brief.' } },
    })
    expect(service(file).modelSettings('/a.gguf')).toEqual(settings.modelSettings('/a.gguf'))
  })

  it('goes back to the defaults of a model', () => {
    const settings = service(fileWith({}))
    settings.changeModelSettings('/a.gguf', { seed: 7, offload: 12 })
    settings.changeModelSettings('/a.gguf', { ...MODEL_SETTINGS_DEFAULTS })
    expect(settings.get().modelSettings).toEqual({ '/a.gguf': {} })
  })

  it('keeps the settings of a model when the disk is full', () => {
    const file: SettingsFile = {
      ...fileWith({ modelSettings: { '/a.gguf': { temperature: 0.2 } } }),
      set() {
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      },
    }
    const settings = service(file)
    expect(settings.changeModelSettings('/a.gguf', { temperature: 1 })).toMatchObject({ error: { code: 'disk-full' } })
    expect(settings.modelSettings('/a.gguf').temperature).toBe(0.2)
  })

  it('remembers how fast a model file was', () => {
    const file = fileWith({})
    const speed = { sizeBytes: 5, tokensPerSecond: 9.3, promptTokensPerSecond: null, device: 'Processor, 2 threads' }
    service(file).recordSpeed('/a.gguf', speed)
    expect(service(file).get().measuredSpeeds).toEqual({ '/a.gguf': speed })
  })
})
