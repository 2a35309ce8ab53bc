import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CHECKS } from './checks.mjs'
import { namedChecks } from './named-checks.mjs'
import { startCheck } from './run-check.mjs'
import { setUp } from './setup.mjs'
import { NO_DISPLAY, testDisplay } from './setup/display.mjs'
import { ROOT } from './setup/places.mjs'
import { orExplain } from './setup/run-steps.mjs'
import { SetupError } from './setup/setup-error.mjs'
import { SAME_USER, testUser } from './setup/test-user.mjs'
import { countOf, table, total } from './test-results.mjs'

/* npm test [-- names]: sets up what is missing, then runs every check, or those that are named. */

const checks = await orExplain(() => named(process.argv.slice(2)))
await orExplain(setUp)
const opensWindows = checks.some(({ window }) => window)
const display = opensWindows ? await orExplain(testDisplay) : NO_DISPLAY
const user = opensWindows ? await orExplain(testUser) : SAME_USER
const reports = mkdtempSync(join(tmpdir(), 'agate-reports-'))
// The test user writes its report there too.
chmodSync(reports, 0o1777)
let stopCheck = () => {}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupted)

const rows = []
for (const check of checks) rows.push(await runOne(check))
const { passed, failed } = total(rows)
process.stdout.write(`\n${table(rows)}\n\n${passed} passed, ${failed} failed\n`)
tidy()
process.exit(failed === 0 && passed > 0 ? 0 : 1)

function named(words) {
  const { checks, unknown } = namedChecks(words)
  if (unknown.length > 0) {
    throw new SetupError(
      `there is no check called ${unknown.join(', ')}; there are ${CHECKS.map(({ name }) => name).join(', ')}.`,
    )
  }
  return checks
}

async function runOne(check) {
  process.stdout.write(`\n── ${check.name} ──\n`)
  const report = join(reports, `${check.name.replaceAll('/', '-')}.json`)
  const started = performance.now()
  const { ended, stop } = startCheck(check, { cwd: ROOT, report, env: display.env, wrap: user.wrap })
  stopCheck = stop
  const exit = await ended
  const seconds = (performance.now() - started) / 1000
  process.stdout.write(
    `── ${check.name}: ${exit === 0 ? 'ended well' : `ended with ${exit}`} after ${seconds.toFixed(1)} s\n`,
  )
  return { ...countOf(check, report, exit), name: check.name, seconds }
}

function interrupted() {
  stopCheck()
  tidy()
  process.exit(130)
}

function tidy() {
  display.stop()
  user.end()
  rmSync(reports, { recursive: true, force: true })
}
