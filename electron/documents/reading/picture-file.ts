import type { ZipArchive } from './archive/zip-archive.ts'
import { type ImageFormat, imageFormat, imageFrames } from './image/image-frames.ts'
import { READING_LIMITS } from './limits.ts'
import { ReadingFault } from './reading-fault.ts'

/** A picture that is a file inside a document. */
export interface PictureFile {
  readonly name: string
  /** Its letters can be recognised: not those of drawings made of lines, as EMF, WMF and SVG. */
  readonly legible: boolean
  /** Beside a text it may hold some of its own; what is smaller is a sign or an ornament. */
  readonly large: boolean
  /** Null where it is too large to be decoded, or broken. */
  readonly read: () => Uint8Array | null
}

/** In pixels: three short lines of small letters. */
const LARGE = { width: 200, height: 60 }

/** What an entry of an archive shows; null where there is no such entry. */
export function pictureFile(archive: ZipArchive, name: string): PictureFile | null {
  if (!archive.has(name)) return null
  const head = archive.head(name)
  const format = head === null ? null : imageFormat(head)
  const size = head === null || format === null ? null : sizeOf(head, format)
  return {
    name,
    legible: format !== null,
    // Where the size stands further back, it is no small file.
    large: size === null || (size.width >= LARGE.width && size.height >= LARGE.height),
    read: () => (format === null ? null : readWithin(archive, name, format)),
  }
}

function readWithin(archive: ZipArchive, name: string, format: ImageFormat): Uint8Array | null {
  try {
    const bytes = archive.read(name)
    const size = bytes === null ? null : sizeOf(bytes, format)
    return size === null || size.width * size.height > READING_LIMITS.picturePixels ? null : bytes
  } catch (error) {
    if (error instanceof ReadingFault) return null
    throw error
  }
}

function sizeOf(bytes: Uint8Array, format: ImageFormat): { readonly width: number; readonly height: number } | null {
  try {
    return imageFrames(bytes, format)[0] ?? null
  } catch (error) {
    if (error instanceof ReadingFault) return null
    throw error
  }
}
