import { PageWriter } from '../page-writer.ts'
import type { Reader } from '../reader.ts'
import { ReadingFault } from '../reading-fault.ts'
import { ZipArchive } from '../archive/zip-archive.ts'
import type { HtmlBlock } from '../web/html-blocks.ts'
import { writeBlocks } from '../web/write-blocks.ts'
import { docxBlocks } from './docx-blocks.ts'
import { docxStyles } from './docx-styles.ts'
import { coreTitle } from './core-title.ts'

/** A Word document has no pages before a printer lays it out, so parts are named by their headings. */
export const readDocx: Reader = async (input) => {
  const archive = new ZipArchive(input.bytes)
  const main = mainPart(archive)
  const content = archive.read(main)
  if (content === null) throw new ReadingFault('damaged', 'no document part')
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const levelOf = docxStyles(archive.read(`${folder}styles.xml`))
  const blocks: HtmlBlock[] = docxBlocks(content, levelOf)
  for (const notes of ['footnotes', 'endnotes', 'comments']) {
    const part = archive.read(`${folder}${notes}.xml`)
    if (part === null) continue
    const found = docxBlocks(part, () => null)
    if (found.length > 0) blocks.push({ type: 'heading', level: 1, text: NOTE_TITLES[notes] ?? notes }, ...found)
  }
  const writer = new PageWriter('part')
  await writeBlocks(writer, blocks, input.onPage)
  return writer.finish(coreTitle(archive))
}

const NOTE_TITLES: Readonly<Record<string, string>> = {
  footnotes: 'Footnotes',
  endnotes: 'Endnotes',
  comments: 'Comments',
}

function mainPart(archive: ZipArchive): string {
  return archive.has('word/document.xml')
    ? 'word/document.xml'
    : (archive.names.find((name) => /^word\/document\d*\.xml$/u.test(name)) ?? 'word/document.xml')
}
