import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number }} Counts */
/** @typedef {Counts & { name: string, seconds: number }} Row */

/**
 * What a check that ended with `exit` counts as.
 * @param {import('./checks.mjs').Check} check
 * @param {string} report where its runner wrote its report
 * @param {number} exit
 * @returns {Counts}
 */
export function countOf({ counts }, report, exit) {
  if (counts === undefined) return exit === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  const { passed, failed, skipped } = existsSync(report)
    ? counts(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 }
  // A skipped test is not a passed one, and a runner may fail outside of its tests, or find none.
  const failures = failed + skipped
  return { passed, failed: failures === 0 && (exit !== 0 || passed === 0) ? 1 : failures }
}

/** The table. @param {readonly Row[]} rows */
export function table(rows) {
  return rows
    .map(({ name, passed, failed, seconds }) =>
      [
        failed === 0 ? 'ok  ' : 'FAIL',
        name.padEnd(22),
        `${String(passed).padStart(4)} passed`,
        `${String(failed).padStart(3)} failed`,
        `${seconds.toFixed(1).padStart(7)} s`,
      ].join('  '),
    )
    .join('\n')
}

/** @param {readonly Counts[]} rows @returns {Counts} */
export function total(rows) {
  return {
    passed: rows.reduce((sum, row) => sum + row.passed, 0),
    failed: rows.reduce((sum, row) => sum + row.failed, 0),
  }
}
