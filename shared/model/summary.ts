import { z } from 'zod'
import { DocumentKind, PageVerdict } from './document.ts'
import { SUMMARY_LENGTHS } from './summary-length.ts'

/** The name of the format that `agate summarise --json` prints and the window exports; a change of meaning gets a new number. */
export const SUMMARY_FORMAT = 'agate.summary/1'

export const SummaryLength = z.enum(SUMMARY_LENGTHS)

/**
 *   full      every sentence is read by the model
 *   overview  the model reads sentences that were selected from every section
 */
export const SummaryMode = z.enum(['full', 'overview'])
export type SummaryMode = z.infer<typeof SummaryMode>

/** A sentence word for word as it stands in the text of that page. */
export const Citation = z.object({ page: z.int().positive(), quote: z.string().min(1) })
export type Citation = z.infer<typeof Citation>

export const Point = z.object({
  text: z.string().min(1),
  /** `source`: the text is a sentence of the document, because nothing the model wrote about it was supported. */
  origin: z.enum(['model', 'source']),
  citations: z.array(Citation).min(1),
})
export type Point = z.infer<typeof Point>

/** First and last page. */
export const PageRange = z.tuple([z.int().positive(), z.int().positive()])
export type PageRange = z.infer<typeof PageRange>

export const SummarySection = z.object({ title: z.string(), pages: PageRange, points: z.array(Point) })
export type SummarySection = z.infer<typeof SummarySection>

export const SummaryPage = z.object({
  page: z.int().positive(),
  verdict: PageVerdict,
  /** A whole sentence, unless the verdict is `read`. */
  why: z.string().optional(),
  words: z.int().nonnegative(),
})
export type SummaryPage = z.infer<typeof SummaryPage>

/** What a document says, and what of it was read. Published in docs/summary-format.md. */
export const Summary = z.object({
  format: z.literal(SUMMARY_FORMAT),
  document: z.object({
    name: z.string(),
    sha256: z.string(),
    kind: DocumentKind,
    /** How many entries `pages` has. */
    pages: z.int().positive(),
  }),
  /** Exactly one entry for each page; for each slide, sheet, chapter or part where there are no pages. */
  pages: z.array(SummaryPage),
  parts: z.object({ total: z.int().nonnegative(), done: z.int().nonnegative() }),
  /** Every part is done, and no page holds something that could not be read. */
  complete: z.boolean(),
  /** Only there for an overview. */
  mode: z.literal('overview').optional(),
  gist: z.string(),
  /** What the sentences of the gist rest on; absent while it is empty, and in summaries of before. */
  gistCitations: z.array(Citation).optional(),
  points: z.array(Point),
  sections: z.array(SummarySection),
  model: z.object({ name: z.string(), sha256: z.string() }),
  /** Reused: taken from parts that were read before. */
  tokens: z.object({
    evaluated: z.int().nonnegative(),
    generated: z.int().nonnegative(),
    reused: z.int().nonnegative(),
  }),
  seconds: z.number().nonnegative(),
})
export type Summary = z.infer<typeof Summary>
