import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
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

test('the lock of a process that is gone does not count', async () => {
  const file = join(tempFolder(), 'lock')
  const gone = spawnSync(process.execPath, ['-e', ''])
  writeFileSync(file, String(gone.pid))
  const unlock = await lockCheckout(file)
  unlock()
  expect(existsSync(file)).toBe(false)
})
