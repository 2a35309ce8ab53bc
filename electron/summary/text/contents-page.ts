const LEADER = /(?:[.…·_][ \u00a0\t]?){5,}/gu
const NUMBER = /[ \u00a0\t]*(?:\d{1,5}|[ivxlcdm]{1,8})(?![\p{L}\p{N}])/iuy
const ENTRIES_MIN = 5
/** So much of the page are entries, each with what stands before its dots. */
const ENTRIES_SHARE = 0.6
const ENTRY_CHARACTERS_MAX = 200

/** Whether dots lead to the number of a page, as in an entry of a table of contents. */
export function hasLeader(text: string): boolean {
  return text.search(LEADER) !== -1
}

/**
 * Where the entries of a table of contents end: lines with dots before the number of a page, which may have been joined to one
 * paragraph. Null for any other page.
 */
export function entryEnds(text: string): number[] | null {
  const ends: number[] = []
  let covered = 0
  let from = 0
  for (const leader of text.matchAll(LEADER)) {
    NUMBER.lastIndex = leader.index + leader[0].length
    const number = NUMBER.exec(text)
    if (number === null) continue
    const end = number.index + number[0].length
    covered += Math.min(ENTRY_CHARACTERS_MAX, end - from)
    ends.push(end)
    from = end
  }
  return ends.length >= ENTRIES_MIN && covered >= ENTRIES_SHARE * text.length ? ends : null
}
