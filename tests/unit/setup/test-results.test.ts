import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CHECKS } from '../../../build/checks.mjs'
import { countOf, total } from '../../../build/test-results.mjs'
import { tempFolder } from '../../support/temp-folder.ts'

/** How a check counts whose runner wrote this report and ended with this code. */
function counted(name: string, report: unknown, exit: number) {
  const check = CHECKS.find((candidate) => candidate.name === name)
  if (check === undefined) throw new Error(`There is no check "${name}"`)
  const file = join(tempFolder(), 'report.json')
  if (report !== undefined) writeFileSync(file, JSON.stringify(report))
  return countOf(check, file, exit)
}

const vitest = (passed: number, failed: number, pending = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  numTodoTests: 0,
})

describe('what npm test counts', () => {
  test('a check without a report is one, by its exit code', () => {
    expect(counted('format', undefined, 0)).toEqual({ passed: 1, failed: 0 })
    expect(counted('lint', undefined, 1)).toEqual({ passed: 0, failed: 1 })
  })

  test('the tests of a runner are counted one by one', () => {
    expect(counted('unit', vitest(7, 2), 1)).toEqual({ passed: 7, failed: 2 })
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 0 }
    expect(counted('e2e', { stats }, 1)).toEqual({ passed: 3, failed: 2 })
  })

  test('a skipped test is not a passed one', () => {
    expect(counted('unit', vitest(7, 0, 1), 0)).toEqual({ passed: 7, failed: 1 })
  })

  test('a runner that found no test, wrote no report, or failed outside of its tests has failed', () => {
    expect(counted('unit', vitest(0, 0), 0)).toEqual({ passed: 0, failed: 1 })
    expect(counted('unit', undefined, 0)).toEqual({ passed: 0, failed: 1 })
    expect(counted('unit', vitest(7, 0), 1)).toEqual({ passed: 7, failed: 1 })
  })

  test('the last line sums them up', () => {
    expect(
      total([
        { passed: 7, failed: 1 },
        { passed: 1, failed: 0 },
      ]),
    ).toEqual({ passed: 8, failed: 1 })
  })
})
