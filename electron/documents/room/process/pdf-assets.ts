import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PdfAssets } from '../../reading/reader.ts'

/** What the PDF library may ask for, all at once, for later this process has no files: 2.5 MB. */
export function readPdfAssets(folder: string): PdfAssets {
  const assets = new Map<string, Uint8Array>()
  for (const name of ['cmaps', 'standard_fonts']) {
    for (const file of readdirSync(join(folder, name))) {
      if (/\.(?:bcmap|pfb|ttf)$/u.test(file)) assets.set(file, new Uint8Array(readFileSync(join(folder, name, file))))
    }
  }
  return assets
}
