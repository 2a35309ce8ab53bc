import { PageWriter } from '../page-writer.ts'
import type { Reader } from '../reader.ts'
import { ReadingFault } from '../reading-fault.ts'
import { ZipArchive } from '../archive/zip-archive.ts'
import { writeBlocks } from '../web/write-blocks.ts'
import { coreTitle } from './core-title.ts'
import { besideText } from './docx-beside.ts'
import { docxBlocks } from './docx-blocks.ts'
import { docxStyles } from './docx-styles.ts'
import { embeddedAmong, embeddedRemarks, relationshipsOf } from './relationships.ts'
import { picturesOf } from './related-pictures.ts'

/** A Word document has no pages before a printer lays it out, so parts are named by their headings. */
export const readDocx: Reader = async (input) => {
  const archive = new ZipArchive(input.bytes)
  const main = mainPart(archive)
  const content = archive.read(main)
  if (content === null) throw new ReadingFault('damaged', 'no document part')
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const styleOf = docxStyles(archive.read(`${folder}styles.xml`))
  const { blocks, hasDeleted } = docxBlocks(content, { styleOf, pictureOf: picturesOf(archive, main) })
  const writer = new PageWriter('part', input.onPictures)
  await writeBlocks(writer, [...blocks, ...besideText(archive, main)], input.onPage)
  const embedded = embeddedRemarks(embeddedAmong(relationshipsOf(archive, main)))
  return writer.finish(coreTitle(archive), [...(hasDeleted ? [DELETED] : []), ...embedded])
}

const DELETED = 'Words that were deleted while changes were tracked are still in the file; they are left out.'

function mainPart(archive: ZipArchive): string {
  return archive.has('word/document.xml')
    ? 'word/document.xml'
    : (archive.names.find((name) => /^word\/document\d*\.xml$/u.test(name)) ?? 'word/document.xml')
}
