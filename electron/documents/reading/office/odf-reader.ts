import type { DocumentKind } from '../../../../shared/model/document.ts'
import { walkXml, type XmlElement } from '../archive/walk-xml.ts'
import { ZipArchive } from '../archive/zip-archive.ts'
import { PageWriter } from '../page-writer.ts'
import { pictureFile } from '../picture-file.ts'
import type { Reader } from '../reader.ts'
import { ReadingFault } from '../reading-fault.ts'
import type { HtmlBlock } from '../web/html-blocks.ts'
import { writeBlocks } from '../web/write-blocks.ts'
import { odfContent, odfEdges, type OdfEvent } from './odf-blocks.ts'
import { sheetWriter } from './rows.ts'

export function odfReader(kind: Extract<DocumentKind, 'odt' | 'odp' | 'ods'>): Reader {
  return async (input) => {
    const archive = new ZipArchive(input.bytes)
    refuseEncrypted(archive)
    const content = archive.read('content.xml')
    if (content === null) throw new ReadingFault('damaged', 'no content part')
    const title = titleOf(archive)
    const { events, hasDeleted } = odfContent(content, kind === 'ods')
    const remarks = hasDeleted ? [DELETED] : []
    const writer = new PageWriter(UNITS[kind], input.onPictures)
    if (kind === 'odt') {
      await writeBlocks(writer, textBlocks(archive, events), input.onPage)
      return writer.finish(title, remarks)
    }
    let writeRow: (row: readonly string[]) => void = () => undefined
    for (const event of events) {
      if (event.type === 'page') {
        if (writer.count > 0) await input.onPage(writer.count, null)
        const label = labelOf(kind, event, writer.count + 1)
        writer.begin(label)
        writeRow = sheetWriter(writer, label)
      } else if (writer.count === 0) continue
      else if (event.type === 'row') writeRow(event.cells)
      else if (event.type === 'picture') writer.picture(pictureFile(archive, event.place))
      else if (event.type === 'description') writer.description(event.text)
      else if (event.type === 'heading') writer.heading(event.text, event.level)
      else writer.paragraph(event.text)
    }
    if (writer.count > 0) await input.onPage(writer.count, writer.count)
    return writer.finish(title, remarks)
  }
}

const UNITS = { odt: 'part', odp: 'slide', ods: 'sheet' } as const
const DELETED = 'Words that were deleted while changes were recorded are still in the file; they are left out.'

function labelOf(kind: 'odp' | 'ods', { name, hidden }: { name: string; hidden: boolean }, number: number): string {
  const label = kind === 'odp' ? `Slide ${number}` : name
  return hidden ? `${label} (hidden ${UNITS[kind]})` : label
}

function textBlocks(archive: ZipArchive, events: readonly OdfEvent[]): HtmlBlock[] {
  const blocks = events.flatMap((event): HtmlBlock[] => {
    if (event.type === 'page') return []
    if (event.type === 'picture') {
      return [{ type: 'picture', file: pictureFile(archive, event.place), description: null }]
    }
    return [event.type === 'row' ? { type: 'paragraph', text: event.cells.join(' | ') } : event]
  })
  const edges = odfEdges(archive.read('styles.xml')).map((text): HtmlBlock => ({ type: 'paragraph', text }))
  return edges.length === 0 ? blocks : [...blocks, { type: 'heading', level: 1, text: 'Headers and footers' }, ...edges]
}

function refuseEncrypted(archive: ZipArchive): void {
  const manifest = archive.read('META-INF/manifest.xml')
  if (manifest === null) return
  const open = ({ name }: XmlElement) => {
    if (name === 'encryption-data') throw new ReadingFault('protected', 'an encrypted OpenDocument file')
  }
  walkXml(manifest, { open }, 'ignored')
}

function titleOf(archive: ZipArchive): string | null {
  const part = archive.read('meta.xml')
  let title = ''
  if (part === null) return null
  walkXml(part, {
    text: (text, path) => {
      if (path.at(-1) === 'title') title += text
    },
  })
  return title
}
