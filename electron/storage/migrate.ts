import type { Database } from 'better-sqlite3'

export interface Migration {
  /** The `user_version` the database has afterwards. */
  readonly version: number
  readonly sql: string
}

export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0
}

export function schemaVersion(db: Database): number {
  const version = db.pragma('user_version', { simple: true })
  if (typeof version !== 'number') throw new Error('The database has no layout version')
  return version
}

/** Brings the database to the newest layout in one transaction: all of it, or nothing when any step fails. */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  assertIncreasing(migrations)
  const current = schemaVersion(db)
  const pending = migrations.filter(({ version }) => version > current)
  if (pending.length === 0) return
  db.transaction(() => {
    for (const { version, sql } of pending) {
      db.exec(sql)
      db.pragma(`user_version = ${version}`)
    }
  }).immediate()
  db.pragma('optimize')
}

function assertIncreasing(migrations: readonly Migration[]): void {
  for (const [index, { version }] of migrations.entries()) {
    if (version <= (migrations[index - 1]?.version ?? 0)) throw new Error(`Migration ${version} is out of order`)
  }
}
