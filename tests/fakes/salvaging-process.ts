import Database from 'better-sqlite3'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { openDatabase } from '../../electron/storage/open-database.ts'

/* Opens the database it is given, and is killed just before a row or a change of a file: the n-th of its kind. */

const [path = '', kind = '', nth = ''] = process.argv.slice(2)
let left = Number(nth)

/** The same function, but for the call that never happens. */
function dying<A extends unknown[], R>(work: (...given: A) => R) {
  return function (this: unknown, ...given: A): R {
    left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
    return work.apply(this, given)
  }
}

if (kind === 'row') {
  const memory = new Database(':memory:')
  const statement = Object.getPrototypeOf(memory.prepare('SELECT 1')) as { run: (...given: unknown[]) => unknown }
  statement.run = dying(statement.run)
} else {
  fs.renameSync = dying(fs.renameSync)
  fs.writeFileSync = dying(fs.writeFileSync)
  syncBuiltinESMExports()
}
const opened = openDatabase({ path })
if (!opened.ok) throw new Error(opened.error.message)
