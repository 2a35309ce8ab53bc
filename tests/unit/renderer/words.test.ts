import { describe, expect, it } from 'vitest'
import { groupConversations } from '../../../renderer/lib/conversation-groups.ts'
import { languageName } from '../../../renderer/lib/markdown/language-name.ts'
import { formatCount, formatShare, formatSize, formatSpeed, formatTokens } from '../../../renderer/lib/numbers.ts'
import { shortcutFor } from '../../../renderer/lib/shortcuts.ts'
import { textChunks } from '../../../renderer/lib/text-chunks.ts'
import { TITLE_LENGTH } from '../../../renderer/lib/title-length.ts'
import { TITLE_MAX } from '../../../shared/model/conversation.ts'

describe('numbers', () => {
  it('tells slow speeds with a tenth and quick ones without', () => {
    expect([formatSpeed(3.14), formatSpeed(41.2)]).toEqual(['3.1\u00a0tokens/s', '41\u00a0tokens/s'])
  })

  it('never says 100 % before it is done', () => {
    expect([formatShare(0), formatShare(0.999), formatShare(1)]).toEqual(['0\u00a0%', '99\u00a0%', '100\u00a0%'])
  })

  it('tells sizes as people read them', () => {
    expect([12_345, 98_362_432, 999_600_000, 1_708_582_752].map(formatSize)).toEqual([
      '0.0123\u00a0MB',
      '98.4\u00a0MB',
      '1,000\u00a0MB',
      '1.71\u00a0GB',
    ])
  })

  it('parts thousands with commas', () => {
    expect([0, 999, 1000, 25_000, 1_234_567.6].map(formatCount)).toEqual(['0', '999', '1,000', '25,000', '1,234,568'])
  })

  it('counts one token as one', () => {
    expect([formatTokens(0), formatTokens(1), formatTokens(1234)]).toEqual(['0 tokens', '1 token', '1,234 tokens'])
  })
})

describe('groupConversations', () => {
  const at = (date: Date) => ({
    id: date.toISOString(),
    title: '',
    origin: 'window' as const,
    documents: 0,
    createdAt: 0,
    updatedAt: date.getTime(),
  })
  const names = (now: Date, ...dates: Date[]) => groupConversations(dates.map(at), now).map(({ name }) => name)

  it('goes by the days of the calendar, not by hours', () => {
    const justAfterMidnight = new Date(2026, 10, 23, 0, 5)
    expect(names(justAfterMidnight, new Date(2026, 10, 23, 0, 1), new Date(2026, 10, 22, 23, 59))).toEqual([
      'Today',
      'Yesterday',
    ])
  })

  it('names months, with the year when it is another one', () => {
    const now = new Date(2026, 10, 23, 12)
    expect(
      names(now, new Date(2026, 10, 16), new Date(2026, 10, 15), new Date(2026, 9, 1), new Date(2025, 9, 1)),
    ).toEqual(['Last seven days', 'November', 'October', 'October 2025'])
  })

  it('counts a time in the future as today', () => {
    expect(names(new Date(2026, 10, 23), new Date(2026, 11, 1))).toEqual(['Today'])
  })
})

describe('shortcutFor', () => {
  const press = (key: string, keys: Partial<Parameters<typeof shortcutFor>[0]> = {}) => ({
    ...{ key, code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false },
    ...keys,
  })

  it('is Ctrl here and Cmd on macOS', () => {
    expect(shortcutFor(press('n', { ctrlKey: true }), false)).toBe('new-chat')
    expect(shortcutFor(press('n', { metaKey: true }), true)).toBe('new-chat')
    expect(shortcutFor(press('n', { ctrlKey: true }), true)).toBe(null)
    expect(shortcutFor(press('n', { metaKey: true }), false)).toBe(null)
  })

  it('works with caps lock, and leaves other combinations to others', () => {
    expect(shortcutFor(press('B', { ctrlKey: true }), false)).toBe('toggle-sidebar')
    expect(shortcutFor(press('n', { ctrlKey: true, shiftKey: true }), false)).toBe(null)
    expect(shortcutFor(press('n', { ctrlKey: true, altKey: true }), false)).toBe(null)
    expect(shortcutFor(press('n'), false)).toBe(null)
  })

  it('goes by the place of a key that has no Latin letter', () => {
    expect(shortcutFor(press('т', { code: 'KeyN', ctrlKey: true }), false)).toBe('new-chat')
    expect(shortcutFor(press('Ψ', { code: 'KeyC', ctrlKey: true, shiftKey: true }), false)).toBe('copy-answer')
    expect(shortcutFor(press('لا', { code: 'KeyB', metaKey: true }), true)).toBe('toggle-sidebar')
    expect(shortcutFor(press('т', { code: 'KeyN', ctrlKey: true, altKey: true }), false)).toBe(null)
  })

  it('goes by what a key types where that is Latin, wherever it is', () => {
    const onDvorak = (key: string, code: string) => shortcutFor(press(key, { code, ctrlKey: true }), false)
    expect([onDvorak('n', 'KeyL'), onDvorak('b', 'KeyN'), onDvorak(';', 'KeyZ')]).toEqual([
      'new-chat',
      'toggle-sidebar',
      null,
    ])
    const stroke = press('/', { code: 'Digit7', ctrlKey: true, shiftKey: true })
    expect(shortcutFor(stroke, false), 'on a German keyboard').toBe('keys')
  })
})

describe('textChunks', () => {
  it('loses nothing but the line ends it was cut at', () => {
    const text = Array.from({ length: 3000 }, (_, index) => `Line ${index}`).join('\n')
    expect(textChunks(text).length).toBeGreaterThan(3)
    expect(textChunks(text).join('\n')).toBe(text)
    expect(textChunks('x'.repeat(10_000)).join('')).toBe('x'.repeat(10_000))
    expect(textChunks('short')).toEqual(['short'])
    expect(textChunks('')).toEqual([])
  })
})

describe('languageName', () => {
  it('names languages as people write them, and shows others as they came', () => {
    expect(['py', 'JavaScript', 'rust', '', 'sh -e', 'constructor'].map(languageName)).toEqual([
      'Python',
      'JavaScript',
      'Rust',
      'Code',
      'Shell',
      'Constructor',
    ])
  })
})

it('a title in the window may be as long as the contract allows', () => {
  expect(TITLE_LENGTH).toBe(TITLE_MAX)
})
