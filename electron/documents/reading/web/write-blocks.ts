import type { PageWriter } from '../page-writer.ts'
import type { HtmlBlock } from './html-blocks.ts'

const PART_CHARACTERS = 3000
const PART_CHARACTERS_MAX = 12_000
/** What a scan of a page says, so that a document of nothing but scans has several parts. */
const PICTURE_CHARACTERS = 3000
const LABEL_CHARACTERS = 60

/** Blocks as parts of about a printed page, each named by the heading it stands under. */
export async function writeBlocks(
  writer: PageWriter,
  blocks: Iterable<HtmlBlock>,
  onPage: (done: number, total: number | null) => Promise<void>,
): Promise<void> {
  let characters = 0
  let heading = ''
  for (const block of blocks) {
    const full = characters >= PART_CHARACTERS && (block.type === 'heading' || characters >= PART_CHARACTERS_MAX)
    if (block.type === 'heading') heading = block.text.slice(0, LABEL_CHARACTERS)
    if (writer.count === 0 || full) {
      if (full) await onPage(writer.count, null)
      const number = writer.count + 1
      writer.begin(heading === '' ? `Part ${number}` : `Part ${number}: ${heading}`)
      characters = 0
    }
    writeBlock(writer, block)
    if (block.type === 'heading' || block.type === 'paragraph') characters += block.text.length
    else if (block.type === 'picture' && block.file.kind === 'image' && block.file.large)
      characters += PICTURE_CHARACTERS
  }
  if (writer.count > 0) await onPage(writer.count, writer.count)
}

export function writeBlock(writer: PageWriter, block: HtmlBlock): void {
  if (block.type === 'heading') writer.heading(block.text, block.level)
  else if (block.type === 'paragraph') writer.paragraph(block.text)
  else if (block.type === 'picture') writer.picture(block.file, block.description)
  else if (block.type === 'description') writer.description(block.text)
  else writer.hidden(block.reason, block.text)
}
