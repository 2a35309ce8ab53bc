import { z } from 'zod'
import { DocumentKind, HiddenText, PageUnit, PageVerdict, ReadingProgress } from './document.ts'
import { Id } from './id.ts'

/** A page as it is told without its text. */
export const PageInfo = z.object({
  page: z.int().positive(),
  label: z.string(),
  verdict: PageVerdict,
  why: z.string().nullable(),
  words: z.int().nonnegative(),
  /** It shows an image that may hold text. */
  pictures: z.boolean(),
  hidden: z.array(HiddenText),
})
export type PageInfo = z.infer<typeof PageInfo>

/** A document that was read, without its text. */
export const DocumentInfo = z.object({
  id: Id,
  name: z.string(),
  sha256: z.string(),
  kind: DocumentKind,
  unit: PageUnit,
  title: z.string().nullable(),
  /** BCP 47 of most of its text; null when it cannot be told. */
  language: z.string().nullable(),
  words: z.int().nonnegative(),
  sizeBytes: z.int().nonnegative(),
  pages: z.array(PageInfo),
  /** Whole sentences about the document as such. */
  remarks: z.array(z.string()),
  /** Its pages can be drawn as they are printed: `app://agate/documents/<id>` gives its bytes. */
  drawable: z.boolean(),
})
export type DocumentInfo = z.infer<typeof DocumentInfo>

/**
 *   waiting  others are read first
 *   reading  its text is being taken out
 *   locked   a password is asked for
 *   failed   it is not read; `problem` says why
 *   ready    it can be asked about
 */
export const AttachmentState = z.enum(['waiting', 'reading', 'locked', 'failed', 'ready'])
export type AttachmentState = z.infer<typeof AttachmentState>

/** A document in a conversation. */
export const Attachment = z.object({
  id: Id,
  conversationId: Id,
  name: z.string(),
  state: AttachmentState,
  /** While it is read, or recognised. */
  progress: ReadingProgress.nullable(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Once it is ready. */
  document: DocumentInfo.nullable(),
})
export type Attachment = z.infer<typeof Attachment>

/** Several pieces of one page. */
export const PageText = z.object({
  page: z.int().positive(),
  label: z.string(),
  text: z.string(),
  headings: z.array(z.object({ offset: z.int().nonnegative(), level: z.int().min(1).max(6), text: z.string() })),
})
export type PageText = z.infer<typeof PageText>

/** Where a document comes from: a path, or what was pasted. */
export const DocumentInput = z.union([
  z.object({ path: z.string().min(1).max(32_768) }),
  z.object({ name: z.string().min(1).max(255), bytes: z.instanceof(Uint8Array) }),
])
export type DocumentInput = z.infer<typeof DocumentInput>
