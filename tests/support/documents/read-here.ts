import { join } from 'node:path'
import { readBytes } from '../../../electron/documents/reading/read-bytes.ts'
import { readPdfAssets } from '../../../electron/documents/room/process/pdf-assets.ts'
import type { DocumentText } from '../../../shared/model/document.ts'

const pdfAssets = readPdfAssets(join(import.meta.dirname, '../../../node_modules/pdfjs-dist'))

/** Reads in this process: for what is in a document, not for what it does. */
export function readHere(
  name: string,
  content: Uint8Array | string,
  password: string | null = null,
): Promise<DocumentText> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
  return readBytes({ bytes, name, password, pdfAssets, onPage: () => Promise.resolve() })
}

export function wholeText({ pages }: DocumentText): string {
  return pages.map((page) => page.text).join('\n\n')
}
