import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answered, openStore } from './store-under-test.ts'

const PAGE = 4096
/** The first byte of a page with rows. */
const TABLE_LEAF = 0x0d

/** Two hundred conversations, of which a page with answers in the middle of the file cannot be read. Returns the file. */
export function withBadPage(folder: string): string {
  const path = join(folder, 'agate.db')
  const store = openStore(folder)
  for (let i = 0; i < 200; i++) answered(store, `Question ${i}`, 'A long answer. '.repeat(60))
  store.close()
  const bytes = readFileSync(path)
  // Whichever page is in the middle changes with the layout, and not every one is of a table.
  const pages = Array.from({ length: bytes.length / PAGE }, (_, at) => bytes.subarray(at * PAGE, (at + 1) * PAGE))
  const withAnswers = pages.filter((page) => page[0] === TABLE_LEAF && page.includes('A long answer. '))
  withAnswers[Math.floor(withAnswers.length / 2)]?.fill(0xff)
  writeFileSync(path, bytes)
  return path
}
