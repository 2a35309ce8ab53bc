import { walkXml } from '../archive/walk-xml.ts'

/** Formats of dates and times that every workbook has without naming them (ECMA-376, part 1, 18.8.30). */
const BUILT_IN: readonly (readonly [from: number, to: number])[] = [
  [14, 22],
  [27, 36],
  [45, 45],
  [47, 47],
  [50, 58],
]
const DAY_MS = 86_400_000
const SECOND_MS = 1000
/** Day 0 of either calendar. The first takes 1900 for a leap year, which shifts what is before March of that year. */
const DAY_0 = { from1900: Date.UTC(1899, 11, 30), from1904: Date.UTC(1904, 0, 1) }
const SHIFTED_BEFORE = 60
const DAYS_MAX = 2_958_466

/** Which of the formats of cells, by their place in the list of styles, show a number as a date. */
export function dateFormats(styles: Uint8Array | null): ReadonlySet<number> {
  const dates = new Set<number>()
  const own = new Map<number, boolean>()
  let place = 0
  if (styles === null) return dates
  walkXml(styles, {
    open: (element, path) => {
      const id = Number(element.attribute('numFmtId') ?? 0)
      if (element.name === 'numFmt') own.set(id, isDateCode(element.attribute('formatCode') ?? ''))
      else if (element.name === 'xf' && path.at(-2) === 'cellXfs') {
        if (own.get(id) ?? BUILT_IN.some(([from, to]) => id >= from && id <= to)) dates.add(place)
        place += 1
      }
    },
  })
  return dates
}

/** Lengths of time, as `[h]:mm`, are numbers. */
function isDateCode(code: string): boolean {
  const [positive = ''] = code.replace(/"[^"]*"|\\.|_.|\*./gu, '').split(';')
  return !/\[[hms]+\]/iu.test(positive) && /[ymdhs]/iu.test(positive.replace(/\[[^\]]*\]|general/giu, ''))
}

/** “2025-06-03”, “2025-06-03 14:30” or “14:30”; the number itself where it is no date. */
export function shownDate(value: string, from1904: boolean): string {
  const days = Number(value)
  if (!Number.isFinite(days) || days < 0 || days >= DAYS_MAX) return value
  const shift = !from1904 && days < SHIFTED_BEFORE ? DAY_MS : 0
  const seconds = Math.round((days * DAY_MS) / SECOND_MS)
  const date = new Date((from1904 ? DAY_0.from1904 : DAY_0.from1900) + shift + seconds * SECOND_MS)
  const [day = '', clock = ''] = date.toISOString().split('T')
  const time = clock.startsWith('00:00:00') ? '' : clock.slice(0, 8).replace(/:00$/u, '')
  return days < 1 ? time || value : `${day} ${time}`.trim()
}
