import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly content: string | Uint8Array
  /** What the archive claims the unpacked size to be. */
  readonly claimedSize?: number
  readonly encrypted?: boolean
  /** Its content is where it leads. */
  readonly symbolicLink?: boolean
}

const UNIX = 3
const LINK_MODE = 0o120777

/** A ZIP archive, with whatever names and lies a test wants. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, claimedSize, encrypted = false, symbolicLink = false } of entries) {
    const raw = Buffer.from(content)
    const packed = deflateRawSync(raw)
    const nameBytes = Buffer.from(name, 'utf8')
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(0x800 | (encrypted ? 1 : 0), 2)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(checksum(raw), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(claimedSize ?? raw.length, 18)
    shared.writeUInt16LE(nameBytes.length, 22)
    bodies.push(Buffer.from('PK\u0003\u0004'), shared, nameBytes, packed)
    const tail = Buffer.alloc(14)
    if (symbolicLink) tail.writeUInt16LE(LINK_MODE, 8)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, symbolicLink ? UNIX : 0]), shared, tail, nameBytes)
    offset += 30 + nameBytes.length + packed.length
  }
  const directoryBytes = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(directoryBytes.length, 8)
  end.writeUInt32LE(offset, 12)
  return new Uint8Array(Buffer.concat([...bodies, directoryBytes, Buffer.from('PK\u0005\u0006'), end]))
}

/** Nothing here reads it, but a real program does; Node has it from 20.15 on. */
function checksum(bytes: Buffer): number {
  return crc32(bytes)
}
