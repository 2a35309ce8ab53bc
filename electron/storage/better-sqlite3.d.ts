/** The part of better-sqlite3 that Agate uses; the package ships no types. */
declare module 'better-sqlite3' {
  export type Value = string | number | bigint | Buffer | null

  export interface Statement {
    run(...parameters: (Value | Record<string, Value>)[]): { changes: number; lastInsertRowid: number | bigint }
    get(...parameters: (Value | Record<string, Value>)[]): unknown
    all(...parameters: (Value | Record<string, Value>)[]): unknown[]
    pluck(): this
  }

  export interface Transaction<A extends unknown[], R> {
    (...parameters: A): R
    immediate(...parameters: A): R
  }

  export interface Database {
    readonly open: boolean
    readonly name: string
    prepare(sql: string): Statement
    exec(sql: string): this
    pragma(source: string, options?: { simple?: boolean }): unknown
    transaction<A extends unknown[], R>(work: (...parameters: A) => R): Transaction<A, R>
    backup(file: string): Promise<unknown>
    close(): void
  }

  interface SqliteErrorShape extends Error {
    readonly code: string
  }

  interface DatabaseConstructor {
    new (file: string, options?: { readonly?: boolean; fileMustExist?: boolean; timeout?: number }): Database
    readonly SqliteError: new (message: string, code: string) => SqliteErrorShape
  }

  const Database: DatabaseConstructor
  export default Database
}
