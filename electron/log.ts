import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

export type LogLevel = 'info' | 'warn' | 'error'

/** Writes one line. `detail` holds ids, codes and durations; never the text of a question or an answer. */
export type Log = (level: LogLevel, event: string, detail?: Readonly<Record<string, unknown>>) => void

const ROTATE_BYTES = 1_000_000

/** A log file of at most two generations. A log that cannot be written never stops Agate. */
export function createLog(file: string): Log {
  let writable = true
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  } catch {
    writable = false
  }
  return (level, event, detail) => {
    if (!writable) return
    try {
      const line = `${new Date().toISOString()} ${level} ${event}${detail ? ` ${written(detail)}` : ''}\n`
      rotate(file)
      appendFileSync(file, line, { mode: 0o600 })
    } catch {
      // A full or read-only disk, or what has no words at all: the answer on the screen matters more than its log line.
    }
  }
}

function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > ROTATE_BYTES) renameSync(file, `${file}.1`)
}

/** What JSON has no form for, such as something that holds itself, is at least named. */
function written(detail: Readonly<Record<string, unknown>>): string {
  try {
    return JSON.stringify(detail, readable)
  } catch {
    return JSON.stringify(
      Object.fromEntries(
        Object.entries(detail).map(([key, value]) => [
          key,
          value instanceof Error ? withoutPaths(value, value.stack ?? String(value)) : String(value),
        ]),
      ),
    )
  }
}

/** An Error's own fields are not enumerable, so JSON would print `{}`. */
function readable(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value
  return {
    name: value.name,
    message: withoutPaths(value, value.message),
    stack: withoutPaths(value, value.stack ?? ''),
    ...(value.cause ? { cause: value.cause } : {}),
  }
}

/** The system's errors name the file that they are about, which may be somebody's document. */
function withoutPaths(error: Error, text: string): string {
  const paths = ['path', 'dest'].map((field): unknown => Reflect.get(error, field))
  return paths.reduce<string>((rest, path) => (typeof path === 'string' ? rest.replaceAll(path, '…') : rest), text)
}
