import type { DocumentKind, DocumentText } from '../../../shared/model/document.ts'
import { detectKind, extensionRemark } from './detect-kind.ts'
import { readEpub } from './book/epub-reader.ts'
import { readImage } from './image/image-reader.ts'
import { readEmail, readMailbox } from './mail/mail-reader.ts'
import { readDocx } from './office/docx-reader.ts'
import { odfReader } from './office/odf-reader.ts'
import { readPptx } from './office/pptx-reader.ts'
import { readXlsx } from './office/xlsx-reader.ts'
import { readPdf } from './pdf/pdf-reader.ts'
import type { Reader, ReaderInput } from './reader.ts'
import { ReadingFault } from './reading-fault.ts'
import { readCsv } from './text/csv-reader.ts'
import { readMarkdown } from './text/markdown-reader.ts'
import { readRtf } from './text/rtf-reader.ts'
import { readText } from './text/text-reader.ts'
import { readHtml } from './web/html-reader.ts'

const READERS: Readonly<Record<DocumentKind, Reader>> = {
  pdf: readPdf,
  docx: readDocx,
  pptx: readPptx,
  xlsx: readXlsx,
  odt: odfReader('odt'),
  odp: odfReader('odp'),
  ods: odfReader('ods'),
  epub: readEpub,
  rtf: readRtf,
  email: readEmail,
  mailbox: readMailbox,
  html: readHtml,
  markdown: readMarkdown,
  text: readText,
  code: readText,
  csv: readCsv,
  image: readImage,
}

/** Reads a whole document. Throws ReadingFault for every end it expects. */
export async function readBytes(input: ReaderInput): Promise<DocumentText> {
  if (input.bytes.length === 0) throw new ReadingFault('empty', 'no bytes')
  const kind = detectKind(input.bytes, input.name)
  const text = await READERS[kind](input)
  if (text.pages.length === 0) throw new ReadingFault('empty', 'no pages')
  const remark = extensionRemark(kind, input.name)
  return { kind, ...text, remarks: remark === null ? text.remarks : [remark, ...text.remarks] }
}
