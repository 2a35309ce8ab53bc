import { z } from 'zod'
import { DocumentText, READING_ERRORS, ReadingProgress } from '../../../shared/model/document.ts'

/* What main and the process that reads one document say to each other. */

export const ToRoom = z.object({
  type: z.literal('read'),
  bytes: z.instanceof(Uint8Array),
  /** For its extension only: the process has no files. */
  name: z.string(),
  password: z.string().nullable(),
})
export type ToRoom = z.infer<typeof ToRoom>

export const FromRoom = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('progress'), progress: ReadingProgress }),
  z.object({ type: z.literal('read'), document: DocumentText }),
  z.object({ type: z.literal('failed'), code: z.enum([...READING_ERRORS, 'crashed']), detail: z.string() }),
])
export type FromRoom = z.infer<typeof FromRoom>
