import { type PictureFile, pictureInMemory } from '../picture-file.ts'

/** Groups that describe the picture, control words, and bytes that are not written as digits. */
const NOT_DIGITS = /\{[^{}]*\}|\\bin(\d+) ?|\\[a-z]+-?\d* ?|[^\da-f]+/giu
const INNERMOST = /\{[^{}]*\}/gu
/** Deeper no program writes. */
const GROUPS_DEEP = 4

/** What a `\pict` group shows, which ends at `end`: digits of its bytes, or the bytes themselves (RTF 1.9.1, “Pictures”). */
export function rtfPicture(source: string, from: number, end: number): PictureFile {
  return pictureInMemory(`at ${from}`, bytesOf(source.slice(from, end)))
}

function bytesOf(group: string): Uint8Array {
  const raw = /\\bin(\d+) ?/u.exec(group)
  if (raw !== null) {
    const at = raw.index + raw[0].length
    return new Uint8Array(Buffer.from(group.slice(at, at + Number(raw[1])), 'latin1'))
  }
  let digits = group
  for (let deep = 0; deep < GROUPS_DEEP && digits.includes('{'); deep += 1) digits = digits.replace(INNERMOST, '')
  return new Uint8Array(Buffer.from(digits.replace(NOT_DIGITS, ''), 'hex'))
}
