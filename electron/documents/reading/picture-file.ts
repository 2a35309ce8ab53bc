import type { ZipArchive } from './archive/zip-archive.ts'
import { type ImageFormat, imageFormat, imageFrames } from './image/image-frames.ts'
import { READING_LIMITS } from './limits.ts'
import { ReadingFault } from './reading-fault.ts'

/** A picture that a document shows. */
export interface PictureFile {
  readonly name: string
  /** Letters are recognised in images alone: not in drawings made of lines (EMF, WMF, SVG), nor in what is not in the document. */
  readonly kind: 'image' | 'drawing' | 'outside'
  /** Beside a text it may hold some of its own; what is smaller is a sign or an ornament. */
  readonly large: boolean
  /** Null where it is too large to be decoded, or broken. */
  readonly read: () => Uint8Array | null
}

/** In pixels: three short lines of small letters. */
export const LARGE = { width: 200, height: 60 }

/** What an entry of an archive shows; where there is no such entry, the picture lies elsewhere. */
export function pictureFile(archive: ZipArchive, name: string): PictureFile {
  if (!archive.has(name)) return pictureOutside(name)
  return picture(name, archive.head(name), () => archive.read(name))
}

export function pictureInMemory(name: string, bytes: Uint8Array): PictureFile {
  return picture(name, bytes, () => bytes)
}

export function pictureOutside(name: string): PictureFile {
  return { name, kind: 'outside', large: true, read: () => null }
}

function picture(name: string, head: Uint8Array | null, bytesOf: () => Uint8Array | null): PictureFile {
  const format = head === null ? null : imageFormat(head)
  const size = head === null || format === null ? null : sizeOf(head, format)
  return {
    name,
    kind: format === null ? 'drawing' : 'image',
    // Where the size stands further back, it is no small file.
    large: size === null || (size.width >= LARGE.width && size.height >= LARGE.height),
    read: () => (format === null ? null : readWithin(bytesOf, format)),
  }
}

function readWithin(bytesOf: () => Uint8Array | null, format: ImageFormat): Uint8Array | null {
  try {
    const bytes = bytesOf()
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
