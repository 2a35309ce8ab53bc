export interface RetryLimits {
  readonly firstDelayMs: number
  readonly longestDelayMs: number
  /** However long a server asks us to wait. */
  readonly longestRetryAfterMs: number
}

/** How long to wait before the next try; `failures` counts those in a row, from 1. */
export function retryDelayMs(failures: number, retryAfterMs: number | undefined, limits: RetryLimits): number {
  if (retryAfterMs !== undefined) return Math.min(retryAfterMs, limits.longestRetryAfterMs)
  return Math.min(limits.firstDelayMs * 2 ** (failures - 1), limits.longestDelayMs)
}

/** Reads `Retry-After`, which is a number of seconds or a date. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  if (/^\d+$/u.test(header.trim())) return Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
