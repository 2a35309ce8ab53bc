import { walkXml } from '../archive/walk-xml.ts'
import { ZipArchive } from '../archive/zip-archive.ts'
import { PageWriter } from '../page-writer.ts'
import type { Reader } from '../reader.ts'
import { ReadingFault } from '../reading-fault.ts'
import { chartLines } from './chart-lines.ts'
import { coreTitle } from './core-title.ts'
import { drawingTexts, drawnPictures, isHidden } from './drawing-blocks.ts'
import { embeddedAmong, embeddedRemarks, relationshipsOf } from './relationships.ts'
import { picturesOf } from './related-pictures.ts'

const PRESENTATION = 'ppt/presentation.xml'
/** Slides in the order of the presentation, each with its diagrams, its charts, what the speaker noted and what others remarked. */
export const readPptx: Reader = async (input) => {
  const archive = new ZipArchive(input.bytes)
  const slides = slidesOf(archive)
  const writer = new PageWriter('slide', input.onPictures)
  const footers = new Set<string>()
  for (const [at, slide] of slides.entries()) {
    writer.begin(`Slide ${at + 1}`)
    writeSlide(writer, archive, slide, footers)
    await input.onPage(at + 1, slides.length)
  }
  return writer.finish(
    coreTitle(archive),
    embeddedRemarks(embeddedAmong(slides.flatMap((slide) => relationshipsOf(archive, slide)))),
  )
}

function writeSlide(writer: PageWriter, archive: ZipArchive, slide: string, footers: Set<string>): void {
  const part = archive.read(slide)
  if (part === null) {
    writer.skip('This slide is missing from the file.')
    return
  }
  if (isHidden(part)) writer.rename(`Slide ${writer.count} (hidden slide)`)
  const pictureOf = picturesOf(archive, slide)
  for (const { id, description } of drawnPictures(part)) writer.picture(pictureOf(id), description)
  for (const { text, title, footer } of drawingTexts(part)) {
    if (title) writer.heading(text, 1)
    else if (!footer) writer.paragraph(text)
    else if (!footers.has(text)) {
      footers.add(text)
      writer.paragraph(`Footer: ${text}`)
    }
  }
  const related = relationshipsOf(archive, slide)
  for (const { type, target } of related.filter((one) => BESIDE.has(one.type))) {
    for (const line of linesOf(type, archive.read(target) ?? NOTHING)) writer.paragraph(line)
  }
  const noted = (type: string) =>
    related
      .filter((one) => one.type === type)
      .flatMap(({ target }) => drawingTexts(archive.read(target) ?? NOTHING))
      .filter(({ footer }) => !footer)
  const notes = noted('notesSlide')
  if (notes.length > 0) writer.paragraph(`Notes: ${notes.map(({ text }) => text).join('\n')}`)
  for (const { text } of noted('comments')) writer.paragraph(`Comment: ${text}`)
}

const BESIDE = new Set(['diagramData', 'chart'])

/** What belongs to a slide and lies beside it. */
function linesOf(type: string, part: Uint8Array): readonly string[] {
  if (type === 'diagramData') return drawingTexts(part).map(({ text }) => text)
  const { titles, series } = chartLines(part)
  return [...titles, ...series]
}

const NOTHING = new TextEncoder().encode('<nothing/>')

function slidesOf(archive: ZipArchive): string[] {
  const part = archive.read(PRESENTATION)
  if (part === null) throw new ReadingFault('damaged', 'no presentation part')
  const places = new Map(relationshipsOf(archive, PRESENTATION).map(({ id, target }) => [id, target]))
  const slides: string[] = []
  walkXml(part, {
    open: (element) => {
      if (element.name === 'sldId') slides.push(places.get(element.attribute('r:id') ?? '') ?? '')
    },
  })
  return slides
}
