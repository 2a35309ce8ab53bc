import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stampOf } from '../../../build/setup/app-build.mjs'
import { tempFolder } from '../../support/temp-folder.ts'

test('the stamp of the sources changes with every file that appears, changes or goes, and with nothing else', () => {
  const root = tempFolder()
  const file = join(root, 'electron/chat/turn.ts')
  mkdirSync(join(root, 'electron/chat'), { recursive: true })
  writeFileSync(file, 'one')
  const stamp = () => stampOf(root, ['electron', 'not-there'])
  const first = stamp()
  writeFileSync(join(root, 'README.md'), 'no source')
  writeFileSync(join(root, 'electron/model.gguf'), 'no source either')
  expect(stamp()).toBe(first)

  utimesSync(file, new Date(), new Date(Date.now() + 5000))
  const changed = stamp()
  expect(changed).not.toBe(first)

  writeFileSync(join(root, 'electron/main.ts'), '')
  const grown = stamp()
  expect(grown).not.toBe(changed)

  rmSync(join(root, 'electron/main.ts'))
  expect(stamp()).toBe(changed)
})
