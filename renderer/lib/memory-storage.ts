import type { DraftStorage } from './drafts.ts'

/** For texts that live as long as the window. */
export function memoryStorage(): DraftStorage {
  const texts = new Map<string, string>()
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, value) => void texts.set(key, value),
    removeItem: (key) => void texts.delete(key),
  }
}
