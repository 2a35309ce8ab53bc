/** A unit is shorter: “km2”. */
const NUMBER_OR_WORD = /(?:\d|\p{L}{3})$/u

/** What keeps a raised number apart from what it stands at: a power is no digit of a number, and a note's number no part of a word. */
export function raisedSign(before: string, raised: string): '^' | '' {
  return /^\s*\d/u.test(raised) && NUMBER_OR_WORD.test(before) ? '^' : ''
}
