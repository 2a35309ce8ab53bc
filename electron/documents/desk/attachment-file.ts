import { stat } from 'node:fs/promises'
import type { AttachmentRow } from '../../storage/attachment-store.ts'
import { gatherBytes, type SourceOutcome } from '../document-source.ts'
import type { KeptBytes } from './kept-bytes.ts'

/** The copy where there is one, for the file may be another by now; otherwise from where it lies. */
export async function bytesOf(row: AttachmentRow, signal: AbortSignal, kept: KeptBytes): Promise<SourceOutcome> {
  const { name, path, sha256, documentId } = row
  const bytes = sha256 === null ? null : await kept.get(sha256)
  if (bytes !== null) return gatherBytes({ name, bytes }, signal)
  if (path === null) return { ok: false, fault: 'file-not-found' }
  const gathered = await gatherBytes({ path }, signal)
  if (documentId === null || !gathered.ok || gathered.value.sha256 === sha256) return gathered
  return { ok: false, fault: 'changed-while-read' }
}

/** Where its file is now: where it was, or Agate's copy; null when it is gone. */
export async function fileOf({ path, sha256 }: AttachmentRow, kept: KeptBytes): Promise<string | null> {
  if (path !== null && (await stat(path).catch(() => null)) !== null) return path
  return sha256 !== null && (await kept.has(sha256)) ? kept.pathOf(sha256) : null
}
