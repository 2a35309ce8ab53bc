import { err, ok, type Result } from '../../../shared/result.ts'
import type { AttachmentRow } from '../../storage/attachment-store.ts'
import { documentProblem } from '../document-problem.ts'
import { gatherBytes } from '../document-source.ts'
import { extensionOf } from '../reading/detect-kind.ts'
import type { KeptBytes } from './kept-bytes.ts'
import type { OpenedCopies } from './opened-copies.ts'

export interface FileToOpen {
  readonly path: string
  /** Of what Agate keeps: the file itself is gone, or another by now. */
  readonly isCopy: boolean
}

/** Endings that no system takes for a program or a script, whatever is in the file. */
const OPENABLE = new Set(
  'pdf docx pptx xlsx odt odp ods epub html htm xhtml rtf md markdown txt csv tsv eml png jpg jpeg gif webp bmp tif tiff'.split(
    ' ',
  ),
)

/** What another program is to show of a document: the file as it was read, where that is still there, or a copy of it. */
export async function fileToOpen(
  { name, path, sha256 }: AttachmentRow,
  kept: KeptBytes,
  copies: OpenedCopies,
): Promise<Result<FileToOpen, 'file-gone' | 'file-changed' | 'not-opened'>> {
  if (!OPENABLE.has(extensionOf(name))) return err('not-opened', mayRun(name))
  const found = path === null ? null : await gatherBytes({ path }, new AbortController().signal)
  if (path !== null && found?.ok === true && (sha256 === null || found.value.sha256 === sha256)) {
    return ok({ path, isCopy: false })
  }
  const bytes = sha256 === null ? null : await kept.get(sha256)
  if (bytes !== null) return ok({ path: await copies.write(name, bytes), isCopy: true })
  if (found === null)
    return err('file-gone', `“${name}” was pasted, and only its text is kept, so it cannot be opened.`)
  if (found.ok) return err('file-changed', changed(name))
  return err('file-gone', documentProblem(found.fault, name).message)
}

function mayRun(name: string): string {
  return `“${name}” is of a kind that a computer may run as a program, so Agate does not open it. Show it in its folder instead.`
}

function changed(name: string): string {
  return `“${name}” has changed since it was read, and Agate keeps only the text of such documents. Show it in its folder, or add it again.`
}
