import { z } from 'zod'
import { Id } from './id.ts'

/** A sentence of a document that an answer rests on, word for word as it stands on that page. */
export const AnswerCitation = z.object({ documentId: Id, page: z.int().positive(), quote: z.string().min(1) })
export type AnswerCitation = z.infer<typeof AnswerCitation>

/** How an answer from documents came about. Its text names `citations` as [1], [2], … in their order. */
export const DocumentAnswer = z.object({
  citations: z.array(AnswerCitation),
  /**
   *   passages  from the passages that fit the question best
   *   summary   from the stored summary
   *   scan      from every part
   */
  from: z.enum(['passages', 'summary', 'scan']),
  /** False: what was asked is not in the documents, as far as they were searched. */
  found: z.boolean(),
  /** Only a scan of every part can answer it fully: offered, not begun. */
  scanOffered: z.boolean(),
  /** A whole sentence: what was searched, for instance “All 62 pages with text were searched.” */
  searched: z.string(),
})
export type DocumentAnswer = z.infer<typeof DocumentAnswer>
