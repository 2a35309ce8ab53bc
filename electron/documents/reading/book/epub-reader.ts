import { walkXml, type XmlVisitor } from '../archive/walk-xml.ts'
import { ZipArchive } from '../archive/zip-archive.ts'
import { resolveInside } from '../office/relationships.ts'
import { PageWriter } from '../page-writer.ts'
import { pictureFile } from '../picture-file.ts'
import type { Reader } from '../reader.ts'
import { ReadingFault } from '../reading-fault.ts'
import { decodeText } from '../text/decode-text.ts'
import { type HtmlContent, htmlBlocks, isNavigation, type PictureOf } from '../web/html-blocks.ts'
import { linkedPicture } from '../web/linked-picture.ts'
import { writeBlock } from '../web/write-blocks.ts'

/** Chapters in the order of the spine (EPUB 3.3, 5), each named by its first heading or its title. */
export const readEpub: Reader = async (input) => {
  const archive = new ZipArchive(input.bytes)
  const { title, chapters } = packageOf(archive)
  const locked = lockedIn(archive)
  if (chapters.length > 0 && chapters.every((chapter) => locked.has(chapter))) {
    throw new ReadingFault('protected', 'an e-book with a lock')
  }
  const writer = new PageWriter('chapter', input.onPictures)
  for (const [at, chapter] of chapters.entries()) {
    const bytes = archive.read(chapter)
    writer.begin(`Chapter ${at + 1}`)
    if (locked.has(chapter)) writer.skip('This chapter is locked by who sells the book, so it could not be read.')
    else if (bytes === null) writer.skip('This chapter is missing from the file.')
    else writeChapter(writer, htmlBlocks(decodeText(bytes).text, picturesOf(archive, chapter)), at + 1)
    await input.onPage(at + 1, chapters.length)
  }
  return writer.finish(title)
}

function writeChapter(writer: PageWriter, { title, blocks }: HtmlContent, number: number): void {
  const heading = blocks.find((block) => block.type === 'heading')?.text ?? title
  if (heading !== null) writer.rename(`Chapter ${number}: ${heading.slice(0, 80)}`)
  const own = blocks.filter((block) => !isNavigation(block))
  if (own.length < blocks.length && own.every(({ type }) => type === 'heading' || type === 'hidden')) {
    writer.nothing('This is a table of contents, which is left out; the chapters it names are read.')
    return
  }
  for (const block of own) writeBlock(writer, block)
}

function picturesOf(archive: ZipArchive, chapter: string): PictureOf {
  const folder = chapter.slice(0, chapter.lastIndexOf('/') + 1)
  return (address) =>
    /^data:/iu.test(address)
      ? linkedPicture(address)
      : pictureFile(archive, resolveInside(folder, decodeAddress(address)))
}

function packageOf(archive: ZipArchive): { title: string | null; chapters: string[] } {
  const place = rootFile(archive)
  const bytes = place === null ? null : archive.read(place)
  if (place === null || bytes === null) throw new ReadingFault('damaged', 'an e-book without its package')
  const folder = place.slice(0, place.lastIndexOf('/') + 1)
  const files = new Map<string, string>()
  const spine = new Set<string>()
  let title = ''
  const visitor: XmlVisitor = {
    open: (element) => {
      const id = element.attribute('id')
      const href = element.attribute('href')
      if (element.name === 'item' && id !== undefined && href !== undefined) {
        files.set(id, resolveInside(folder, decodeAddress(href)))
      } else if (element.name === 'itemref') spine.add(element.attribute('idref') ?? '')
    },
    text: (text, path) => {
      if (path.at(-1) === 'title' && path.at(-2) === 'metadata') title += text
    },
  }
  walkXml(bytes, visitor, 'ignored')
  return { title, chapters: [...spine].flatMap((id) => files.get(id) ?? []) }
}

/** What is encrypted, by whatever scheme: most often fonts, which say nothing, or all chapters (EPUB 3.3, 4.2.6.3.2). */
function lockedIn(archive: ZipArchive): ReadonlySet<string> {
  const locked = new Set<string>()
  const list = archive.read('META-INF/encryption.xml')
  if (list === null) return locked
  walkXml(list, {
    open: (element) => {
      if (element.name === 'CipherReference') locked.add(decodeAddress(element.attribute('URI') ?? ''))
    },
  })
  return locked
}

function rootFile(archive: ZipArchive): string | null {
  const container = archive.read('META-INF/container.xml')
  let place: string | null = null
  if (container === null) return null
  walkXml(container, {
    open: (element) => {
      if (element.name === 'rootfile') place ??= element.attribute('full-path') ?? null
    },
  })
  return place
}

function decodeAddress(address: string): string {
  try {
    return decodeURIComponent(address.split('#', 1)[0] ?? '')
  } catch {
    return address
  }
}
