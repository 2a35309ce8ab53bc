import { ReadingFault } from '../reading-fault.ts'

/** One image of a file, in pixels. Only a TIFF holds several. */
export interface ImageFrame {
  readonly width: number
  readonly height: number
}

export type ImageFormat = 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp' | 'tiff'

export function imageFormat(bytes: Uint8Array): ImageFormat | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  if (head.startsWith('\u0089PNG\r\n\u001a\n')) return 'png'
  if (head.startsWith('\u00ff\u00d8\u00ff')) return 'jpeg'
  if (/^GIF8[79]a/u.test(head)) return 'gif'
  if (/^RIFF.{4}WEBP/su.test(head)) return 'webp'
  if (/^BM.{4}\0\0\0\0/su.test(head)) return 'bmp'
  return head.startsWith('II*\0') || head.startsWith('MM\0*') ? 'tiff' : null
}

/** The sizes that an image file states at its beginning, read without decoding anything. */
export function imageFrames(bytes: Uint8Array, format: ImageFormat): readonly ImageFrame[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const frames = SIZES[format](view)
    if (frames.length > 0 && frames.every(({ width, height }) => width > 0 && height > 0)) return frames
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  throw new ReadingFault('damaged', `${format} without a size`)
}

/** Where the list of the directories of a TIFF goes on; each describes one image (TIFF 6.0, 2). */
export function tiffDirectories(view: DataView): readonly number[] {
  const little = view.getUint8(0) === LITTLE_ENDIAN
  const found = new Set<number>()
  for (let at = view.getUint32(4, little); at !== 0 && !found.has(at);) {
    found.add(at)
    at = view.getUint32(at + 2 + view.getUint16(at, little) * TIFF_ENTRY_BYTES, little)
  }
  return [...found]
}

const LITTLE_ENDIAN = 0x49
const TIFF_ENTRY_BYTES = 12
const TIFF_WIDTH = 256
const TIFF_HEIGHT = 257

const SIZES: Readonly<Record<ImageFormat, (view: DataView) => ImageFrame[]>> = {
  png: (view) => [{ width: view.getUint32(16), height: view.getUint32(20) }],
  gif: (view) => [{ width: view.getUint16(6, true), height: view.getUint16(8, true) }],
  // A height below zero says that the first row is the top one.
  bmp: (view) => [{ width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }],
  jpeg: jpegSize,
  webp: webpSize,
  tiff: (view) => tiffDirectories(view).map((at) => tiffSize(view, at)),
}

/** From the first frame header (ITU-T T.81, B.2.2). */
function jpegSize(view: DataView): ImageFrame[] {
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at)
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && marker !== 0xffc4 && marker !== 0xffc8 && marker !== 0xffcc
    if (isFrame) return [{ height: view.getUint16(at + 5), width: view.getUint16(at + 7) }]
    if (marker < 0xffc0) throw new RangeError('no marker')
  }
}

function webpSize(view: DataView): ImageFrame[] {
  const kind = view.getUint8(15)
  if (kind === 0x58) return [{ width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) }]
  if (kind === 0x4c) {
    const bits = view.getUint32(21, true)
    return [{ width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) }]
  }
  return [{ width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }]
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
}

function tiffSize(view: DataView, directory: number): ImageFrame {
  const little = view.getUint8(0) === LITTLE_ENDIAN
  const size = { width: 0, height: 0 }
  for (let entry = 0; entry < view.getUint16(directory, little); entry += 1) {
    const at = directory + 2 + entry * TIFF_ENTRY_BYTES
    const tag = view.getUint16(at, little)
    // 16 or 32 bits wide, as its type says.
    const value = view.getUint16(at + 2, little) === 3 ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little)
    if (tag === TIFF_WIDTH) size.width = value
    if (tag === TIFF_HEIGHT) size.height = value
  }
  return size
}
