import type { Place } from './rtf-place.ts'

export interface Group {
  readonly place: Place
  /** What it would be if older programs did not pass over it. */
  readonly starred: Place | null
  readonly raised: boolean
  readonly encoding: string | null
  /** Signs to pass over after a character given by its number. */
  readonly spare: number
}

export const OUTERMOST: Group = { place: 'text', starred: null, raised: false, encoding: null, spare: 1 }

/** Nothing comes out of a silent group, but what older programs pass over may. */
export function isShut(group: Group): boolean {
  return group.place === 'silent' && group.starred === null
}

export function isInText(group: Group): boolean {
  return ['text', 'hidden', 'deleted'].includes(group.place)
}

/** The group after a word about how letters are set, or null if the word is about something else. */
export function withLetters(
  group: Group,
  word: string,
  value: number | null,
  fonts: ReadonlyMap<number, string>,
): Group | null {
  const on = value !== 0
  if (word === 'uc') return { ...group, spare: Math.min(10, value ?? 1) }
  if (word === 'f') return { ...group, encoding: fonts.get(value ?? 0) ?? null }
  if (word === 'super') return { ...group, raised: on }
  if (word === 'nosupersub') return { ...group, raised: false }
  if (word === 'plain') return { ...group, raised: false, encoding: null }
  if (!isInText(group)) return null
  if (word === 'v') return { ...group, place: on ? 'hidden' : 'text' }
  if (word === 'deleted') return { ...group, place: on ? 'deleted' : 'text' }
  return null
}
