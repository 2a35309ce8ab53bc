import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { MIGRATIONS } from '../../../electron/storage/migrations/index.ts'
import { buildForNode } from '../../support/build-for-node.mjs'
import { answered, openStore } from '../../support/store-under-test.ts'
import { tempFolder } from '../../support/temp-folder.ts'

it('an Agate that is killed while it changes the layout of the database has changed nothing of it', async () => {
  const program = await buildForNode('migrate-kill', { migrating: 'tests/fakes/migrating-process.ts' })
  const folder = tempFolder()
  const store = openStore(folder)
  const id = answered(store, 'A question', 'An answer')
  store.close()
  const child = spawn(process.execPath, [program('migrating'), join(folder, 'agate.db')], { stdio: 'inherit' })
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
  const again = openStore(folder)
  expect(again.db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.at(-1)?.version)
  expect(again.db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'pinned'").pluck().get()).toBe(0)
  expect(again.conversations.list()).toMatchObject([{ title: 'A question' }])
  expect(again.messages.list(id)).toMatchObject([{ text: 'A question' }, { text: 'An answer' }])
  expect(again.db.pragma('integrity_check', { simple: true })).toBe('ok')
  again.close()
})
