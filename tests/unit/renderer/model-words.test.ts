import { describe, expect, it } from 'vitest'
import { NUMBER_FIELDS, typedValue, usualValue } from '../../../renderer/lib/model-setting-fields.ts'
import {
  arrivingLine,
  cardMemoryLine,
  computerLine,
  downloadLine,
  formatPart,
  formatTimeLeft,
  outlook,
} from '../../../renderer/lib/model-words.ts'
import type { ModelDownload } from '../../../shared/model/download.ts'
import { ModelSettings } from '../../../shared/model/model-settings.ts'

const progress = { receivedBytes: 640_000_000, totalBytes: 1_708_582_752, bytesPerSecond: 11_000_000, etaSeconds: 97 }

function download(state: ModelDownload['state'], more: Partial<ModelDownload> = {}): ModelDownload {
  return { id: 'gemma', state, progress, problem: null, path: null, ...more }
}

describe('the time left', () => {
  it('is rounded to minutes, and to five seconds under one', () => {
    const times = [3, 32, 59.9, 60, 97, 312, 3570, 5400, 7200].map(formatTimeLeft)
    expect(times).toEqual([
      'about 5 seconds',
      'about 35 seconds',
      'about 60 seconds',
      'about 1 minute',
      'about 2 minutes',
      'about 5 minutes',
      'about 1 hour',
      'about 1 hour 30 minutes',
      'about 2 hours',
    ])
  })
})

describe('what is said of a model before it is here', () => {
  const expected = { tokensPerSecond: 7.94, from: 'SmolLM2 135M' }

  it('is how fast it would be, and from which other model that is reckoned', () => {
    const about = 'About 7.9\u00a0tokens a second, reckoned from SmolLM2 135M.'
    expect(outlook({ verdict: 'fits', reason: 'It does.' }, expected)).toBe(about)
    expect(outlook({ verdict: 'tight', reason: 'Just so.' }, expected)).toBe(`Just so. ${about}`)
  })

  it('is no speed where it does not fit, and nothing where nothing is known', () => {
    expect(outlook({ verdict: 'does-not-fit', reason: 'Too large.' }, expected)).toBe('Too large.')
    expect(outlook({ verdict: 'fits', reason: 'It does.' }, null)).toBe('')
    expect(outlook(null, null)).toBe('')
  })
})

describe('what a computer has', () => {
  const computer = { cores: 8, ramBytes: 16e9, cards: null, freeDiskBytes: 212e9 }

  it('is its memory, that of its card where it has a proven one, and its disk', () => {
    expect(computerLine(computer)).toBe('This computer: 8 cores, 16\u00a0GB memory. 212\u00a0GB free on disk.')
    expect(
      computerLine({ ...computer, cards: { names: ['Radeon RX 7600'], totalBytes: 8.2e9, freeBytes: 6.1e9 } }),
    ).toBe(
      'This computer: 8 cores, 16\u00a0GB memory, Radeon RX 7600 with 8.2\u00a0GB (6.1\u00a0GB free). 212\u00a0GB free on disk.',
    )
  })
})

describe('how far a download is', () => {
  it('names the unit once where both parts have it', () => {
    expect(formatPart(2_130_000_000, 5_760_000_000)).toBe('2.13 of 5.76\u00a0GB')
    expect(formatPart(640_000_000, 1_710_000_000)).toBe('640\u00a0MB of 1.71\u00a0GB')
  })

  it('says what is here and how long it takes, for each state', () => {
    expect(downloadLine(download('downloading'))).toEqual({
      here: '640\u00a0MB of 1.71\u00a0GB',
      pace: '11\u00a0MB/s · about 2 minutes',
    })
    expect(downloadLine(download('verifying'))).toMatchObject({ here: 'Checking the file, 37\u00a0%' })
    expect(downloadLine(download('paused'))).toEqual({ here: 'Paused; 640\u00a0MB of 1.71\u00a0GB is kept', pace: '' })
    expect(downloadLine(download('queued', { progress: null })).here).toContain('Waits')
  })

  it('is one short line beside a conversation', () => {
    expect(arrivingLine('Gemma 2 2B', download('downloading'))).toBe(
      'Gemma 2 2B is arriving: 37\u00a0%, about 2 minutes',
    )
    expect(arrivingLine('Gemma 2 2B', download('downloading', { progress: null }))).toBe('Gemma 2 2B is arriving')
  })
})

describe('the fields of a model’s settings', () => {
  const field = (name: string) => NUMBER_FIELDS.find((one) => one.name === name) ?? NUMBER_FIELDS[0]

  it('are all settings but the two that are no numbers', () => {
    const others = ['offload', 'systemPrompt']
    const names = [...NUMBER_FIELDS.map(({ name }) => name as string), ...others]
    expect(names.sort()).toEqual(Object.keys(ModelSettings.shape).sort())
  })

  it('take what the schema takes, with a comma too, and refuse the rest', () => {
    const temperature = { name: 'temperature' as const, empty: null }
    expect(typedValue(temperature, ' 0,3 ')).toEqual({ temperature: 0.3 })
    for (const wrong of ['', '2.1', '-1', 'hot']) expect(typedValue(temperature, wrong)).toBeNull()
    const seed = { name: 'seed' as const, empty: 'Another each time' }
    expect(typedValue(seed, '')).toEqual({ seed: null })
    expect(typedValue(seed, '1.5')).toBeNull()
  })

  it('say what is usual', () => {
    expect([field('temperature'), field('seed')].map((one) => one && usualValue(one))).toEqual([
      'Usually 0.7',
      'Another each time',
    ])
  })
})

describe("a card's memory", () => {
  it('says what is taken of it, and how much of that by the model', () => {
    expect(cardMemoryLine({ totalBytes: 6e9, usedBytes: 2.9e9, ownBytes: 1.8e9 })).toBe(
      '2.9\u00a0GB of 6\u00a0GB, 1.8\u00a0GB by this model',
    )
  })
})
