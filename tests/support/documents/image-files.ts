import { crc32, deflateSync } from 'node:zlib'

/** Greys from 0 to 255, row by row from the top. */
export interface GreyImage {
  readonly width: number
  readonly height: number
  readonly grey: Uint8Array
}

/** Portable Network Graphics (W3C), in greys. */
export function png({ width, height, grey }: GreyImage): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1) rows.set(grey.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const signature = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1')
  return joined(signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0)))
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** TIFF 6.0, in greys, with a page for each image. */
export function tiff(images: readonly GreyImage[]): Uint8Array<ArrayBuffer> {
  const parts = [Buffer.from('II*\0'), Buffer.alloc(4)]
  let end = 8
  let link = parts[1] ?? Buffer.alloc(4)
  for (const { width, height, grey } of images) {
    link.writeUInt32LE(end + grey.length)
    const entries = [
      [256, width],
      [257, height],
      [258, 8],
      [259, 1],
      [262, 1],
      [273, end],
      [277, 1],
      [278, height],
      [279, grey.length],
    ]
    const directory = Buffer.alloc(2 + entries.length * 12)
    directory.writeUInt16LE(entries.length)
    for (const [at, [tag = 0, value = 0]] of entries.entries()) {
      directory.writeUInt16LE(tag, 2 + at * 12)
      directory.writeUInt16LE(4, 4 + at * 12)
      directory.writeUInt32LE(1, 6 + at * 12)
      directory.writeUInt32LE(value, 10 + at * 12)
    }
    link = Buffer.alloc(4)
    parts.push(Buffer.from(grey), directory, link)
    end += grey.length + directory.length + 4
  }
  return joined(...parts)
}

/** Windows bitmap, 24 bits, upside down as usual. */
export function bmp({ width, height, grey }: GreyImage): Uint8Array<ArrayBuffer> {
  const rowBytes = (width * 3 + 3) & ~3
  const file = Buffer.alloc(54 + rowBytes * height)
  file.write('BM')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      file.fill(
        grey[y * width + x] ?? 255,
        54 + (height - 1 - y) * rowBytes + x * 3,
        57 + (height - 1 - y) * rowBytes + x * 3,
      )
    }
  }
  return joined(file)
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts))
}
