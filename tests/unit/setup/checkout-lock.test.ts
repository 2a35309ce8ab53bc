import { spawnSync } from 'node:child_process'
import { existsSync, utimesSync, writeFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockCheckout } from '../../../build/setup/checkout-lock.mjs'
import { tempFolder } from '../../support/temp-folder.ts'

test('a second set-up waits until the first gives the lock back', async () => {
  const file = join(tempFolder(), 'lock')
  const events: string[] = []
  const unlockFirst = await lockCheckout(file)
  const second = lockCheckout(file).then((unlock) => {
    events.push('second has it')
    return unlock
  })
  await Promise.resolve()
  events.push('first gives it back')
  unlockFirst()
  const unlockSecond = await second
  unlockSecond()
  expect(events).toEqual(['first gives it back', 'second has it'])
  expect(existsSync(file)).toBe(false)
})

const HOUR_AGO = new Date(Date.now() - 3_600_000)
const BEFORE_BOOT = new Date(Date.now() - uptime() * 1000 - 60_000)

test.each([
  { whose: 'of a process that is gone', holder: () => String(spawnSync(process.execPath, ['-e', '']).pid) },
  { whose: 'that has the number of this very process', holder: () => String(process.pid) },
  { whose: 'that was left empty an hour ago', holder: () => '', at: HOUR_AGO },
  { whose: 'from before the computer was started', holder: () => String(process.ppid), at: BEFORE_BOOT },
])('a lock $whose does not count', async ({ holder, at }) => {
  const file = join(tempFolder(), 'lock')
  writeFileSync(file, holder())
  if (at) utimesSync(file, at, at)
  const unlock = await lockCheckout(file)
  unlock()
  expect(existsSync(file)).toBe(false)
})
