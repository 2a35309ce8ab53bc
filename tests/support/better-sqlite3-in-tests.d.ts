/** What tests do with a database beyond what Agate does. */
declare module 'better-sqlite3' {
  export interface Database {
    function(name: string, run: () => number): this
    /** Lets a database be broken on purpose. */
    unsafeMode(): this
  }
}
