/**
 * The text as it can be stored and shown again unchanged: SQLite ends a text at NUL for some of its functions, and half a surrogate
 * pair has no UTF-8 form.
 */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
