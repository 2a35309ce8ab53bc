import { err, type Result } from '../../../shared/result.ts'
import type { AttachmentRow } from '../../storage/attachment-store.ts'
import { documentProblem } from '../document-problem.ts'

/* What is said where something is asked of a document that is not there any more. */

export const NOT_FOUND = err('not-found', 'This document is no longer in the conversation.')

export function gone({ name }: AttachmentRow): Result<never, 'file-gone'> {
  return err('file-gone', documentProblem('file-not-found', name).message)
}
