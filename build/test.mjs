import { existsSync, mkdtempSync, readFileSync, rmSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setUp } from './setup.mjs'
import { CHECKS } from './checks.mjs'
import { provideDisplay } from './setup/display.mjs'
import { ROOT } from './setup/places.mjs'
import { orExplain } from './setup/run-steps.mjs'
import { asTestUser } from './setup/test-user.mjs'
import { runCheck } from './run-check.mjs'

/* npm test [-- names]: sets up what is missing, then runs every check, or those that are named. */

const wanted = process.argv.slice(2)
await orExplain(setUp)
const display = await orExplain(provideDisplay)
const user = await orExplain(asTestUser)
const reports = mkdtempSync(join(tmpdir(), 'agate-reports-'))
// The test user writes its report there too.
chmodSync(reports, 0o1777)

const results = []
for (const check of CHECKS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  process.stdout.write(`\n── ${check.name} ──\n`)
  const report = join(reports, `${check.name}.json`)
  const started = performance.now()
  const exit = await runCheck(check, { cwd: ROOT, report, env: display.env, user })
  results.push({ ...count(check, report, exit), name: check.name, seconds: (performance.now() - started) / 1000 })
}
display.stop()
rmSync(reports, { recursive: true, force: true })
process.exit(summarise(results) ? 0 : 1)

/** A check without a report counts as one test. A runner that found nothing to run has failed. */
function count({ counts }, report, exit) {
  if (counts === undefined) return exit === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  const { passed, failed, skipped } = existsSync(report)
    ? counts(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 }
  // A skipped test is not a passed one, and a runner may fail outside of its tests.
  const failures = failed + skipped
  return { passed, failed: failures === 0 && (exit !== 0 || passed === 0) ? 1 : failures }
}

function summarise(rows) {
  process.stdout.write('\n')
  for (const { name, passed, failed, seconds } of rows) {
    process.stdout.write(
      `${failed === 0 ? 'ok  ' : 'FAIL'}  ${name.padEnd(14)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed  ${seconds.toFixed(1).padStart(7)} s\n`,
    )
  }
  const passed = rows.reduce((sum, row) => sum + row.passed, 0)
  const failed = rows.reduce((sum, row) => sum + row.failed, 0)
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  return failed === 0 && passed > 0
}
