import type { DocumentKind } from '../../../../shared/model/document.ts'
import { walkXml } from '../archive/walk-xml.ts'
import { ZipArchive } from '../archive/zip-archive.ts'
import { PageWriter } from '../page-writer.ts'
import type { Reader } from '../reader.ts'
import { ReadingFault } from '../reading-fault.ts'
import type { HtmlBlock } from '../web/html-blocks.ts'
import { writeBlocks } from '../web/write-blocks.ts'
import { odfEvents } from './odf-blocks.ts'
import { sheetWriter } from './rows.ts'

export function odfReader(kind: Extract<DocumentKind, 'odt' | 'odp' | 'ods'>): Reader {
  return async (input) => {
    const archive = new ZipArchive(input.bytes)
    refuseEncrypted(archive)
    const content = archive.read('content.xml')
    if (content === null) throw new ReadingFault('damaged', 'no content part')
    const title = titleOf(archive)
    const events = odfEvents(content, kind === 'ods')
    if (kind === 'odt') {
      const writer = new PageWriter('part')
      const blocks = events.flatMap((event): HtmlBlock[] => {
        if (event.type === 'page') return []
        return [event.type === 'row' ? { type: 'paragraph', text: event.cells.join(' | ') } : event]
      })
      await writeBlocks(writer, blocks, input.onPage)
      return writer.finish(title)
    }
    const writer = new PageWriter(kind === 'ods' ? 'sheet' : 'slide')
    let writeRow: (row: readonly string[]) => void = () => undefined
    for (const event of events) {
      if (event.type === 'page') {
        if (writer.count > 0) await input.onPage(writer.count, null)
        writer.begin(kind === 'odp' ? `Slide ${writer.count + 1}` : event.name)
        writeRow = sheetWriter(writer, event.name)
      } else if (writer.count === 0) continue
      else if (event.type === 'row') writeRow(event.cells)
      else if (event.type === 'picture') writer.picture()
      else if (event.type === 'heading') writer.heading(event.text, event.level)
      else writer.paragraph(event.text)
    }
    if (writer.count > 0) await input.onPage(writer.count, writer.count)
    return writer.finish(title)
  }
}

function refuseEncrypted(archive: ZipArchive): void {
  const manifest = archive.read('META-INF/manifest.xml')
  if (manifest === null) return
  walkXml(manifest, {
    open: ({ name }) => {
      if (name === 'encryption-data') throw new ReadingFault('protected', 'an encrypted OpenDocument file')
    },
  })
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
