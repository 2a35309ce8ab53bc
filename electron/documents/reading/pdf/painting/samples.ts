import { ImageKind } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { z } from 'zod'

/** An image, or a stencil: then every grey is the ink's. */
export interface Samples {
  readonly width: number
  readonly height: number
  readonly grey: Uint8Array | number
  /** From 0 to 255; null where all is opaque. */
  readonly opacity: Uint8Array | null
}

const Decoded = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  kind: z.int().optional(),
  data: z.custom<Uint8Array | Uint8ClampedArray>((data) => ArrayBuffer.isView(data)),
})

/** What the library decoded, in greys. Null when that failed. */
export function samplesOf(decoded: unknown): Samples | null {
  const { data: image } = Decoded.safeParse(decoded)
  if (image === undefined) return null
  const { width, height, kind, data } = image
  if (kind === ImageKind.GRAYSCALE_1BPP) return { width, height, grey: bitsOf(data, width, height), opacity: null }
  const step = kind === ImageKind.RGBA_32BPP ? 4 : 3
  const grey = new Uint8Array(width * height)
  const opacity = step === 4 ? new Uint8Array(width * height) : null
  for (let at = 0, from = 0; at < grey.length; at += 1, from += step) {
    // The weights of ITU-R BT.601, in 256ths.
    grey[at] = (77 * (data[from] ?? 0) + 150 * (data[from + 1] ?? 0) + 29 * (data[from + 2] ?? 0)) >> 8
    if (opacity !== null) opacity[at] = data[from + 3] ?? 255
  }
  return { width, height, grey, opacity }
}

/** A stencil lets ink through where its bits are 0. */
export function stencilOf(decoded: unknown, ink: number): Samples | null {
  const { data: image } = Decoded.safeParse(decoded)
  if (image === undefined) return null
  const { width, height, data } = image
  return { width, height, grey: ink, opacity: bitsOf(data, width, height).map((bit) => 255 - bit) }
}

export function cropped(image: Samples, left: number, top: number, width: number, height: number): Samples {
  const part = (values: Uint8Array) => {
    const rows = new Uint8Array(width * height)
    for (let row = 0; row < height; row += 1) {
      const from = (top + row) * image.width + left
      rows.set(values.subarray(from, from + width), row * width)
    }
    return rows
  }
  const { grey, opacity } = image
  return {
    width,
    height,
    grey: typeof grey === 'number' ? grey : part(grey),
    opacity: opacity === null ? null : part(opacity),
  }
}

function bitsOf(data: Uint8Array | Uint8ClampedArray, width: number, height: number): Uint8Array {
  const values = new Uint8Array(width * height)
  const rowBytes = (width + 7) >> 3
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      values[at] = ((data[y * rowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1 ? 255 : 0
    }
  }
  return values
}
