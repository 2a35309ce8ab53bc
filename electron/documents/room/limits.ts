/** How long and how much one document may take. Tests shorten it. */
export interface RoomLimits {
  readonly lookEveryMs: number
  readonly memoryBytes: number
  /** Without a page more. */
  readonly stallMs: number
  readonly totalMs: number
}

export const ROOM_LIMITS: RoomLimits = {
  lookEveryMs: 100,
  memoryBytes: 1024 * 1024 * 1024,
  stallMs: 15_000,
  totalMs: 600_000,
}

/** Recognition is slow and its end far, but every page of it is kept: only each page has an end, a minute, and the memory. */
export const RECOGNITION_LIMITS: RoomLimits = { ...ROOM_LIMITS, stallMs: 60_000, totalMs: Infinity }
