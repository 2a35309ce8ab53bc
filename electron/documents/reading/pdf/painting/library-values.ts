import { IDENTITY, type Matrix, matrixOf } from './matrix.ts'

/* What the library's lists hold is declared as anything; these look before they take. */

export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return isNumbers(value) ? Array.from(value) : []
}

/** An array of numbers of whatever sort. */
export function isNumbers(value: unknown): value is ArrayLike<number> {
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
}

export function fieldOf(value: unknown, name: string): unknown {
  return Reflect.get(Object(value), name)
}

export function transformIn(value: unknown): Matrix {
  return matrixOf(listOf(fieldOf(value, 'transform'))) ?? IDENTITY
}
