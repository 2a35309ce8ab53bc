import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answered, openStore } from './store-under-test.ts'

/** Two hundred conversations, of which a page in the middle of the file cannot be read. Returns the file. */
export function withBadPage(folder: string): string {
  const path = join(folder, 'agate.db')
  const store = openStore(folder)
  for (let i = 0; i < 200; i++) answered(store, `Question ${i}`, 'A long answer. '.repeat(60))
  store.close()
  const bytes = readFileSync(path)
  const page = Math.floor(bytes.length / 4096 / 2)
  bytes.fill(0xff, page * 4096, (page + 1) * 4096)
  writeFileSync(path, bytes)
  return path
}
