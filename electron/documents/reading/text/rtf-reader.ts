import { PageWriter } from '../page-writer.ts'
import type { Reader } from '../reader.ts'
import { embeddedRemarks } from '../office/relationships.ts'
import type { HtmlBlock } from '../web/html-blocks.ts'
import { writeBlocks } from '../web/write-blocks.ts'
import { rtfContent } from './rtf-content.ts'

/** Rich Text Format 1.9.1. */
export const readRtf: Reader = async (input) => {
  const { blocks, title, edges, hasDeleted, embedded } = rtfContent(Buffer.from(input.bytes).toString('latin1'))
  const beside = [...edges].map((text): HtmlBlock => ({ type: 'paragraph', text }))
  if (beside.length > 0) beside.unshift({ type: 'heading', level: 1, text: 'Headers and footers' })
  const writer = new PageWriter('part', input.onPictures)
  await writeBlocks(writer, [...blocks, ...beside], input.onPage)
  return writer.finish(title, [...(hasDeleted ? [DELETED] : []), ...embeddedRemarks(embedded)])
}

const DELETED = 'Words that were deleted while changes were tracked are still in the file; they are left out.'
