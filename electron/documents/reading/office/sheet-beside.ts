import { walkXml } from '../archive/walk-xml.ts'
import type { ZipArchive } from '../archive/zip-archive.ts'
import type { PageWriter } from '../page-writer.ts'
import { chartLines } from './chart-lines.ts'
import { drawingTexts, drawnPictures } from './drawing-blocks.ts'
import { type Relationship, relationshipsOf } from './relationships.ts'
import { picturesOf } from './related-pictures.ts'

/** What a sheet shows beside its cells: the words and the pictures that are drawn on it, and the comments on its cells. */
export function writeBeside(writer: PageWriter, archive: ZipArchive, sheet: string): void {
  const related = relationshipsOf(archive, sheet)
  for (const { target } of related.filter(({ type }) => type === 'drawing')) writeDrawing(writer, archive, target)
  for (const { cell, author, text } of commentsOf(archive, related)) {
    writer.paragraph(`Comment on ${cell}${author === '' ? '' : ` by ${author}`}: ${text}`)
  }
}

/** Of charts their titles; what they show are cells. */
function writeDrawing(writer: PageWriter, archive: ZipArchive, drawing: string): void {
  const part = archive.read(drawing)
  if (part === null) return
  const pictureOf = picturesOf(archive, drawing)
  for (const { id, description } of drawnPictures(part)) writer.picture(pictureOf(id), description)
  for (const { text } of drawingTexts(part)) writer.paragraph(text)
  for (const { target } of relationshipsOf(archive, drawing).filter(({ type }) => type === 'chart')) {
    const chart = archive.read(target)
    if (chart !== null) for (const title of chartLines(chart).titles) writer.paragraph(`Chart: ${title}`)
  }
}

interface CellComment {
  readonly cell: string
  readonly author: string
  readonly text: string
}

/** Those of today in place of those that stand in for them in older programs. */
function commentsOf(archive: ZipArchive, related: readonly Relationship[]): CellComment[] {
  const parts = (wanted: string) =>
    related.filter(({ type }) => type === wanted).flatMap(({ target }) => archive.read(target) ?? [])
  const threads = parts('threadedComment').flatMap((part) => comments(part, 'threadedComment'))
  const answered = new Set(threads.map(({ cell }) => cell))
  const notes = parts('comments').flatMap((part) => comments(part, 'comment'))
  return [...threads, ...notes.filter(({ cell }) => !answered.has(cell))]
}

function comments(part: Uint8Array, element: 'comment' | 'threadedComment'): CellComment[] {
  const found: CellComment[] = []
  const authors: string[] = []
  let cell = ''
  let author = ''
  let text = ''
  walkXml(part, {
    open: (opened) => {
      if (opened.name === 'author') authors.push('')
      if (opened.name !== element) return
      cell = opened.attribute('ref') ?? ''
      author = authors[Number(opened.attribute('authorId') ?? -1)] ?? ''
      text = ''
    },
    text: (piece, path) => {
      if (path.at(-1) === 'author') authors[authors.length - 1] = `${authors.at(-1) ?? ''}${piece}`.trim()
      else if (path.includes(element)) text += piece
    },
    close: (name) => {
      const line = text.trim()
      // Excel begins each note with the name of who wrote it.
      const words = line.startsWith(`${author}:`) ? line.slice(author.length + 1).trim() : line
      if (name === element && words !== '') found.push({ cell, author, text: words })
    },
  })
  return found
}
