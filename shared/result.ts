/** Codes that any call may end with, beside the ones it declares. */
export type CommonCode = 'invalid-input' | 'forbidden' | 'internal'

export interface AgateError<Code extends string = string> {
  readonly code: Code
  /** A whole sentence for the person at the keyboard: what happened, what is kept, what to do next. */
  readonly message: string
}

export type Result<T, Code extends string = string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AgateError<Code> }

export function ok(): { ok: true; value: undefined }
export function ok<T>(value: T): { ok: true; value: T }
export function ok<T>(value?: T) {
  return { ok: true as const, value }
}

export function err<Code extends string>(code: Code, message: string) {
  return { ok: false as const, error: { code, message } }
}

export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
