import { z } from 'zod'
import { DocumentInfo } from '../../shared/model/attachment.ts'

export const DOCUMENT_COLUMNS = 'sha256, kind, unit, title, language, size_bytes AS sizeBytes, remarks, drawable'

/** What a document's own row says of it. */
export const Document = DocumentInfo.pick({
  sha256: true,
  kind: true,
  unit: true,
  title: true,
  language: true,
  sizeBytes: true,
}).extend({
  remarks: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(z.string())),
  drawable: z.int().transform((value) => value === 1),
})
