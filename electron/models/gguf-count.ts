/** A value of a header that counts something: llama.cpp reads no other number where it wants one. */
export function isCount(value: unknown): value is number | bigint {
  return (typeof value === 'number' && Number.isInteger(value) && value >= 0) || typeof value === 'bigint'
}

export function countOr<T extends number | null>(value: unknown, other: T): number | T {
  return isCount(value) ? Number(value) : other
}
