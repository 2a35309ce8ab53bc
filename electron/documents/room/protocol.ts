import { z } from 'zod'
import { DocumentText, Page, READING_ERRORS, ReadingProgress } from '../../../shared/model/document.ts'

/* What main and the process that reads one document say to each other. */

const Given = z.object({
  bytes: z.instanceof(Uint8Array),
  /** For its extension only: the process has no files. */
  name: z.string(),
  password: z.string().nullable(),
})
export type Given = z.infer<typeof Given>

export const ToRoom = z.discriminatedUnion('type', [
  Given.extend({ type: z.literal('read') }),
  Given.extend({ type: z.literal('recognise'), pages: z.array(z.int().positive()) }),
])
export type ToRoom = z.infer<typeof ToRoom>

/** One page whose picture was looked at: its text, or a whole sentence that says why there is none. */
export const RecognisedPage = z.object({
  page: z.int().positive(),
  text: z.string().nullable(),
  words: z.int().nonnegative(),
  why: z.string().nullable(),
})
export type RecognisedPage = z.infer<typeof RecognisedPage>

export const FromRoom = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('progress'), progress: ReadingProgress }),
  /** Some more pages of what is about to be `read`: all of them at once would hold up who reads them. */
  z.object({ type: z.literal('pages'), pages: z.array(Page) }),
  z.object({ type: z.literal('read'), document: DocumentText.omit({ pages: true }) }),
  z.object({ type: z.literal('recognised'), page: RecognisedPage }),
  z.object({ type: z.literal('all-recognised') }),
  z.object({ type: z.literal('failed'), code: z.enum([...READING_ERRORS, 'crashed']), detail: z.string() }),
])
export type FromRoom = z.infer<typeof FromRoom>
