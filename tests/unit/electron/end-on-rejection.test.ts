import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformWithEsbuild } from 'vite'
import { expect, test } from 'vitest'
import { tempFolder } from '../../support/temp-folder.ts'

const SOURCE = join(import.meta.dirname, '../../../electron/end-on-rejection.ts')

test('a process that ends on rejections does so also where they would only be warned of', async () => {
  const { code } = await transformWithEsbuild(readFileSync(SOURCE, 'utf8'), SOURCE)
  const program = join(tempFolder(), 'program.mjs')
  const forEver = 'setInterval(() => undefined, 1000)'
  writeFileSync(
    program,
    `${code}\nendOnUnhandledRejection(); ${forEver}; void Promise.reject(new Error('nobody follows'))`,
  )
  // As Electron runs utility processes from 37 on.
  const { status, stderr } = spawnSync(process.execPath, ['--unhandled-rejections=warn', program], {
    encoding: 'utf8',
    timeout: 20_000,
  })
  expect(status).toBe(1)
  expect(stderr).toContain('nobody follows')
})
