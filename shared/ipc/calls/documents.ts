import { z } from 'zod'
import { Attachment, DocumentInput, PageText } from '../../model/attachment.ts'
import { Id } from '../../model/id.ts'
import { JobProgress, JobView, PartView, SummaryEstimate, SummaryWish } from '../../model/summary-job.ts'
import { call, event, nothing } from '../define.ts'

const UNSAVED = ['disk-full', 'unwritable'] as const

/** Documents, their text and their summaries. */
export const documents = {
  /**
   * Takes documents in; a folder stands for the documents in it. Without a conversation each gets one of its own, and the
   * first of them is returned. Reading goes on after the call; `changed` tells.
   */
  add: call(
    z.object({ conversationId: Id.nullable(), documents: z.array(DocumentInput).min(1).max(1000) }),
    z.object({
      attachments: z.array(Attachment),
      /** Whole sentences about what was not taken, and what does not begin by itself. */
      remarks: z.array(z.string()),
    }),
    ['not-found', ...UNSAVED],
  ),
  /** The same with the system's dialog; null when it was cancelled. */
  choose: call(
    z.object({ conversationId: Id.nullable() }),
    z.object({ attachments: z.array(Attachment), remarks: z.array(z.string()) }).nullable(),
    ['not-found', ...UNSAVED],
  ),
  /** Documents may come soon: reading the first of them then starts at once. */
  expect: call(nothing, nothing, []),
  /** Those of a conversation, in the order in which they were added. */
  list: call(z.object({ conversationId: Id }), z.array(Attachment), []),
  /** Takes a document out of its conversation; `restore` brings it back until Agate closes. */
  remove: call(z.object({ id: Id }), nothing, ['not-found', ...UNSAVED]),
  restore: call(z.object({ id: Id }), nothing, ['not-found', ...UNSAVED]),
  /** Reads a locked document with its password, which is not kept. */
  unlock: call(z.object({ id: Id, password: z.string().max(1000) }), nothing, ['not-found', 'file-gone', ...UNSAVED]),
  /** Reads a document again that failed. */
  retry: call(z.object({ id: Id }), nothing, ['not-found', 'file-gone', ...UNSAVED]),
  /** Recognises the text of pages that are pictures, or come out garbled; of what is locked with its password, which is not kept. */
  recognise: call(z.object({ id: Id, password: z.string().max(1000).optional() }), nothing, [
    'not-found',
    'file-gone',
    'nothing-to-recognise',
    ...UNSAVED,
  ]),
  /** Stops reading or recognising; what was read before stays. */
  stopReading: call(z.object({ id: Id }), nothing, []),
  page: call(z.object({ documentId: Id, page: z.int().positive() }), PageText, ['not-found']),
  /** Shows the file in the system's file manager. */
  reveal: call(z.object({ id: Id }), nothing, ['not-found', 'file-gone']),
  /** Opens it in the system's program for it; `isCopy` when that is Agate's copy, for the file is gone or another now. */
  open: call(z.object({ id: Id }), z.object({ isCopy: z.boolean() }), [
    'not-found',
    'file-gone',
    'file-changed',
    'not-opened',
    'disk-full',
  ]),
  /** What both ways of summarising would take. */
  estimate: call(z.object({ documentId: Id }), z.object({ full: SummaryEstimate, overview: SummaryEstimate }), [
    'not-found',
    'no-model',
  ]),
  /** Begins, or goes on with what was begun. Parts that were read before are not read again. */
  summarise: call(z.object({ documentId: Id, wish: SummaryWish }), nothing, ['not-found', 'no-text', ...UNSAVED]),
  /** Stops at once; what was read is kept. */
  stopSummary: call(z.object({ documentId: Id }), nothing, []),
  /** The summary that was wished for last; null when none was. */
  summary: call(z.object({ documentId: Id }), JobView.nullable(), ['not-found']),
  /** Asks for a place with the system's dialog and writes the summary there; false when it was cancelled. */
  export: call(z.object({ documentId: Id, format: z.enum(['markdown', 'json']) }), z.boolean(), [
    'not-found',
    'no-summary',
    'not-written',
  ]),
  /** The attachment is new, gone, or has another state: at most four a second for each. */
  changed: event(z.object({ conversationId: Id, id: Id })),
  /** At most four a second for each document, and always the last of several. */
  progress: event(JobProgress),
  partChanged: event(z.object({ documentId: Id, part: PartView })),
}
