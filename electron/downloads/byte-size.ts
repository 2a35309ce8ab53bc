const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const

/** In the decimal units that download pages and disks are labelled with: "1.7 GB". */
export function sizeInWords(bytes: number): string {
  let value = Math.max(0, bytes)
  let unit = 0
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = unit < 2 || value >= 99.5 ? 0 : 1
  return `${value.toFixed(digits)} ${UNITS[unit] ?? 'TB'}`
}
