import { constants, inflateRawSync } from 'node:zlib'
import { READING_LIMITS } from '../limits.ts'
import { ReadingFault } from '../reading-fault.ts'

/* ZIP as PKWARE's APPNOTE describes it (4.3 and 4.5.3), for reading from memory. Nothing is ever written under a name from inside. */

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30
const COMMENT_BYTES_MAX = 0xffff
const IN_ZIP64 = 0xffffffff
const ENCRYPTED = 1
const STORED = 0
const DEFLATED = 8
/** Packed: they grow to 4 MB at most. */
const HEAD_BYTES = 4096

interface Entry {
  readonly offset: number
  readonly packed: number
  readonly unpacked: number
  readonly method: number
  readonly encrypted: boolean
}

/** Entries by name; each is unpacked when it is asked for, within the limits for the whole archive. */
export class ZipArchive {
  #bytes: Buffer
  #entries: ReadonlyMap<string, Entry>
  #unpacked = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#entries = entriesOf(this.#bytes)
  }

  get names(): string[] {
    return [...this.#entries.keys()]
  }

  has(name: string): boolean {
    return this.#entries.has(name)
  }

  /** Null when there is no entry of that name. */
  read(name: string): Buffer | null {
    const entry = this.#entries.get(name)
    if (entry === undefined) return null
    if (entry.encrypted) throw new ReadingFault('protected', 'encrypted entry')
    const packed = packedBytes(this.#bytes, entry)
    const content = entry.method === STORED ? packed : this.#inflate(entry, packed)
    this.#unpacked += content.length
    if (this.#unpacked > READING_LIMITS.archive.totalBytes) throw bomb('too large unpacked')
    return content
  }

  /** The beginning of an entry, as much of it as its first packed bytes give; it counts for no limit. Null where there is none. */
  head(name: string): Buffer | null {
    const entry = this.#entries.get(name)
    if (entry === undefined || entry.encrypted) return null
    const packed = packedBytes(this.#bytes, entry).subarray(0, HEAD_BYTES)
    if (entry.method === STORED) return packed
    try {
      return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH })
    } catch {
      return null
    }
  }

  #inflate({ method }: Entry, packed: Buffer): Buffer {
    if (method !== DEFLATED) throw new ReadingFault('damaged', `packed by method ${method}`)
    const { totalBytes, ratio, ratioFromBytes } = READING_LIMITS.archive
    const room = Math.min(totalBytes - this.#unpacked, Math.max(ratioFromBytes, packed.length * ratio))
    try {
      return inflateRawSync(packed, { maxOutputLength: Math.max(1, room) })
    } catch (error) {
      if (Reflect.get(Object(error), 'code') === 'ERR_BUFFER_TOO_LARGE') throw bomb('an entry grows without end')
      throw new ReadingFault('damaged', 'an entry cannot be unpacked')
    }
  }
}

function entriesOf(bytes: Buffer): Map<string, Entry> {
  const end = findEnd(bytes)
  const count = bytes.readUInt16LE(end + 10)
  if (count > READING_LIMITS.archive.entries) throw bomb(`${count} entries`)
  const entries = new Map<string, Entry>()
  let at = bytes.readUInt32LE(end + 16)
  for (let read = 0; read < count; read += 1) {
    if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw damaged('directory')
    const nameLength = bytes.readUInt16LE(at + 28)
    const extraLength = bytes.readUInt16LE(at + 30)
    const name = bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength)
    const extra = bytes.subarray(at + ENTRY_BYTES + nameLength, at + ENTRY_BYTES + nameLength + extraLength)
    // Of two entries of one name the first counts, as in the programs that write these files.
    if (isPlainName(name) && !entries.has(name)) entries.set(name, entryAt(bytes, at, extra))
    at += ENTRY_BYTES + nameLength + extraLength + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function entryAt(bytes: Buffer, at: number, extra: Buffer): Entry {
  const [unpacked = 0, packed = 0, offset = 0] = largeFields(extra, [
    bytes.readUInt32LE(at + 24),
    bytes.readUInt32LE(at + 20),
    bytes.readUInt32LE(at + 42),
  ])
  return {
    offset,
    packed,
    unpacked,
    method: bytes.readUInt16LE(at + 10),
    encrypted: (bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0,
  }
}

/** Some programs write the 64-bit form for small files too. */
function largeFields(extra: Buffer, fields: readonly number[]): number[] {
  if (!fields.includes(IN_ZIP64)) return [...fields]
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let from = at + 4
    return fields.map((field) => {
      if (field !== IN_ZIP64) return field
      if (from + 8 > extra.length) throw damaged('64-bit sizes')
      const large = Number(extra.readBigUInt64LE(from))
      from += 8
      return large
    })
  }
  throw damaged('64-bit sizes')
}

function findEnd(bytes: Buffer): number {
  const last = bytes.length - END_BYTES
  for (let at = last; at >= Math.max(0, last - COMMENT_BYTES_MAX); at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at
  }
  throw damaged('end of the directory')
}

function packedBytes(bytes: Buffer, { offset, packed }: Entry): Buffer {
  if (offset + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) throw damaged('entry')
  const from = offset + LOCAL_BYTES + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  if (from + packed > bytes.length) throw damaged('entry beyond the end')
  return bytes.subarray(from, from + packed)
}

/** A name that climbs out of the archive is nobody's part of a document. */
function isPlainName(name: string): boolean {
  return !name.startsWith('/') && !/\\|\0|^[a-z]:/iu.test(name) && !name.split('/').includes('..')
}

function damaged(what: string): ReadingFault {
  return new ReadingFault('damaged', `ZIP: ${what}`)
}

function bomb(what: string): ReadingFault {
  return new ReadingFault('dangerous', `ZIP: ${what}`)
}
