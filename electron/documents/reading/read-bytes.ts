import type { DocumentKind, DocumentText } from '../../../shared/model/document.ts'
import { detectKind, extensionRemark } from './detect-kind.ts'
import { readDocx } from './office/docx-reader.ts'
import { readPdf } from './pdf/pdf-reader.ts'
import type { Reader, ReaderInput } from './reader.ts'
import { ReadingFault } from './reading-fault.ts'
import { readCsv } from './text/csv-reader.ts'
import { readMarkdown } from './text/markdown-reader.ts'
import { readText } from './text/text-reader.ts'
import { readHtml } from './web/html-reader.ts'

const READERS: Readonly<Partial<Record<DocumentKind, Reader>>> = {
  pdf: readPdf,
  docx: readDocx,
  html: readHtml,
  markdown: readMarkdown,
  text: readText,
  code: readText,
  csv: readCsv,
}

/** Reads a whole document. Throws ReadingFault for every end it expects. */
export async function readBytes(input: ReaderInput): Promise<DocumentText> {
  if (input.bytes.length === 0) throw new ReadingFault('empty', 'no bytes')
  const kind = detectKind(input.bytes, input.name)
  const reader = READERS[kind]
  if (reader === undefined) throw new ReadingFault('unsupported-kind', kind)
  const text = await reader(input)
  if (text.pages.length === 0) throw new ReadingFault('empty', 'no pages')
  const remark = extensionRemark(kind, input.name)
  return { kind, ...text, remarks: remark === null ? text.remarks : [remark, ...text.remarks] }
}
