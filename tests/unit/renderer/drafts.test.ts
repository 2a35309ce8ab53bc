import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Drafts } from '../../../renderer/lib/drafts.ts'

/** As the browser's: it holds what it holds, and refuses more. */
class Storage {
  readonly items = new Map<string, string>()
  readonly #room: number
  writes = 0

  constructor(room = Infinity) {
    this.#room = room
  }
  getItem(key: string): string | null {
    return this.items.get(key) ?? null
  }
  setItem(key: string, value: string): void {
    this.writes += 1
    if (value.length > this.#room) throw new Error('QuotaExceededError')
    this.items.set(key, value)
  }
  removeItem(key: string): void {
    this.items.delete(key)
  }
}

describe('Drafts', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('gives each conversation its own, also in the next window', () => {
    const storage = new Storage()
    const drafts = new Drafts(storage)
    drafts.put('a', 'of a')
    drafts.put('new', 'of a new one')
    vi.runAllTimers()
    expect([drafts.get('a'), drafts.get('b')]).toEqual(['of a', ''])
    expect([new Drafts(storage).get('a'), new Drafts(storage).get('new')]).toEqual(['of a', 'of a new one'])
  })

  it('saves once for many keys, and at once when the window goes', () => {
    const storage = new Storage()
    const drafts = new Drafts(storage)
    for (const text of ['t', 'te', 'tex', 'text']) drafts.put('a', text)
    expect(storage.writes).toBe(0)
    drafts.flush()
    expect(new Drafts(storage).get('a')).toBe('text')
    vi.runAllTimers()
    expect(storage.writes).toBe(1)
  })

  it('forgets a draft that was sent', () => {
    const storage = new Storage()
    const drafts = new Drafts(storage)
    drafts.put('a', 'text')
    drafts.flush()
    drafts.put('a', '')
    drafts.flush()
    expect(storage.items.size).toBe(0)
  })

  it('moves a draft to another conversation, also for the next window', () => {
    const storage = new Storage()
    const drafts = new Drafts(storage)
    drafts.put('new', 'text')
    drafts.flush()
    drafts.move('new', 'a')
    drafts.flush()
    expect([...storage.items]).toEqual([['draft:a', 'text']])
  })

  it('keeps a draft for this window that the storage has no room for', () => {
    const drafts = new Drafts(new Storage(10))
    drafts.put('a', 'longer than ten characters')
    drafts.flush()
    expect(drafts.get('a')).toBe('longer than ten characters')
  })
})
