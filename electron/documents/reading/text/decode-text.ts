import iconv from 'iconv-lite'
import { likelyEncoding, superset } from './likely-encoding.ts'

export interface DecodedText {
  readonly text: string
  readonly encoding: string
  /** Guessed from the letters; a wrong guess shows as odd signs. */
  readonly guessed: boolean
}

/** Enough to know an encoding by, and quick for a file of any size. */
const SAMPLE_BYTES = 256 * 1024
const MARKS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** By its mark, else strict UTF-8, else UTF-16 by where its zeros are, else by statistics. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))
  if (marked !== undefined) return decodeAs(bytes.subarray(marked[1].length), marked[0], false)
  const strict = strictUtf8(bytes)
  if (strict !== null) return { text: strict, encoding: 'utf-8', guessed: false }
  const wide = wideByZeros(bytes)
  if (wide !== null) return decodeAs(bytes, wide, true)
  return decodeAs(bytes, likelyEncoding(bytes.subarray(0, SAMPLE_BYTES)), true)
}

/** In the encoding that a mail or a web page names, if there is such a one. */
export function decodeNamed(bytes: Uint8Array, encoding: string | null): DecodedText {
  if (encoding === null || !iconv.encodingExists(encoding)) return decodeText(bytes)
  return decodeAs(bytes, superset(encoding), false)
}

function decodeAs(bytes: Uint8Array, encoding: string, guessed: boolean): DecodedText {
  return {
    text: iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding),
    encoding,
    guessed,
  }
}

/** Null when it is not UTF-8, or holds a zero in its first kilobytes, which UTF-8 text does not. */
function strictUtf8(bytes: Uint8Array): string | null {
  if (bytes.subarray(0, 4096).includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function wideByZeros(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 4096)
  let even = 0
  let odd = 0
  for (const [at, byte] of sample.entries()) {
    if (byte !== 0) continue
    if (at % 2 === 0) even += 1
    else odd += 1
  }
  if (Math.max(even, odd) < sample.length / 8) return null
  if (odd > 4 * even) return 'utf-16le'
  return even > 4 * odd ? 'utf-16be' : null
}
