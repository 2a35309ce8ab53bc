import Database from 'better-sqlite3'
import { migrate } from '../../electron/storage/migrate.ts'
import { MIGRATIONS } from '../../electron/storage/migrations/index.ts'

/* Changes the layout of the database it is given, and is killed in the middle of the second of two steps. */

const db = new Database(process.argv[2] ?? '')
db.function('die', () => {
  process.kill(process.pid, 'SIGKILL')
  return 0
})
const latest = MIGRATIONS.at(-1)?.version ?? 0
migrate(db, [
  ...MIGRATIONS,
  { version: latest + 1, sql: "UPDATE conversations SET title = 'changed'; CREATE TABLE pinned (x)" },
  { version: latest + 2, sql: 'DELETE FROM messages; SELECT die()' },
])
