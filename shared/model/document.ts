import { z } from 'zod'

/** What a document is, told by its content; the extension only decides between kinds of plain text. */
export const DocumentKind = z.enum([
  'pdf',
  'docx',
  'pptx',
  'xlsx',
  'odt',
  'odp',
  'ods',
  'epub',
  'html',
  'rtf',
  'markdown',
  'text',
  'code',
  'csv',
  'email',
  'mailbox',
  'image',
])
export type DocumentKind = z.infer<typeof DocumentKind>

/**
 * What a document is made of. Only a PDF has pages of its own that are true for every reader; a `part` is a stretch that
 * Agate made, because the kind has none, and is named by what it holds, never by an invented page number.
 */
export const PageUnit = z.enum(['page', 'slide', 'sheet', 'chapter', 'message', 'part'])
export type PageUnit = z.infer<typeof PageUnit>

/**
 *   read     its text is here
 *   ocr      its text was recognised in an image
 *   no-text  there is nothing to read on it: a picture, or nothing at all (see `pictures`)
 *   garbled  what is written on it does not come out as readable characters
 *   skipped  it could not be read; `why` says why
 */
export const PageVerdict = z.enum(['read', 'ocr', 'no-text', 'garbled', 'skipped'])
export type PageVerdict = z.infer<typeof PageVerdict>

/** Text that somebody who looks at the page does not see. */
export const HiddenText = z.object({
  reason: z.enum(['tiny', 'off-page', 'white', 'covered', 'marked-hidden']),
  words: z.int().positive(),
  /** The beginning of it, at most 200 characters. */
  sample: z.string(),
  /** Whether it is part of the page's text all the same: white letters may well stand on a dark ground. */
  kept: z.boolean(),
})
export type HiddenText = z.infer<typeof HiddenText>

export const Page = z.object({
  /** From 1, without gaps. */
  page: z.int().positive(),
  /** What to call it: “Page 12”, “Slide 3”, the name of a sheet, the title of a chapter. */
  label: z.string(),
  verdict: PageVerdict,
  /** A whole sentence, unless all of it was read as text. */
  why: z.string().nullable(),
  words: z.int().nonnegative(),
  /** Paragraphs are separated by an empty line. No control, bidirectional or zero-width characters. */
  text: z.string(),
  hidden: z.array(HiddenText),
  /**
   * It shows a picture large enough to hold text, so recognition may find more. In a PDF this is looked for only where a page
   * has little text or none: without text, it tells a picture, whose text is missing, from a blank page, where nothing is.
   */
  pictures: z.boolean(),
})
export type Page = z.infer<typeof Page>

export const Heading = z.object({
  page: z.int().positive(),
  /** Where it begins in the text of that page, in UTF-16 code units. */
  offset: z.int().nonnegative(),
  /** 1 is the most general. */
  level: z.int().min(1).max(6),
  text: z.string(),
})
export type Heading = z.infer<typeof Heading>

/** Everything that was read. There is exactly one entry for each page, also for those that could not be read. */
export const DocumentText = z.object({
  kind: DocumentKind,
  unit: PageUnit,
  title: z.string().nullable(),
  pages: z.array(Page),
  headings: z.array(Heading),
  /** Whole sentences about the document as such, for instance that its extension is wrong. */
  remarks: z.array(z.string()),
})
export type DocumentText = z.infer<typeof DocumentText>

/** A document as it was at the moment of reading. */
export const ReadDocument = DocumentText.extend({
  name: z.string(),
  sizeBytes: z.int().nonnegative(),
  /** Of its bytes, in hexadecimal. */
  sha256: z.string(),
})
export type ReadDocument = z.infer<typeof ReadDocument>

/** Why the process that reads gives up. */
export const READING_ERRORS = [
  'password-needed',
  'wrong-password',
  'damaged',
  'empty',
  'unsupported-kind',
  'protected',
  'too-many-pages',
  'too-much-text',
  'dangerous',
] as const
export type ReadingErrorCode = (typeof READING_ERRORS)[number]

/** Why a document is not read. */
export const DOCUMENT_ERRORS = [
  ...READING_ERRORS,
  'file-not-found',
  'is-a-folder',
  'not-a-file',
  'access-denied',
  'disk-error',
  'changed-while-read',
  'too-large',
  'out-of-memory',
  'stalled',
  'too-slow',
  'crashed',
  'cancelled',
] as const
export type DocumentErrorCode = (typeof DOCUMENT_ERRORS)[number]

/** Languages whose letters can be recognised in pictures, by their codes in ISO 639-3. Their data come with Agate. */
export const RecognitionLanguage = z.enum(['eng', 'deu', 'fra', 'spa', 'ita', 'por'])
export type RecognitionLanguage = z.infer<typeof RecognitionLanguage>

export const ReadingProgress = z.object({
  /** Pages that were looked at, also those without text. */
  done: z.int().nonnegative(),
  /** Null until it is known. */
  total: z.int().positive().nullable(),
})
export type ReadingProgress = z.infer<typeof ReadingProgress>
