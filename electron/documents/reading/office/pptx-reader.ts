import { walkXml } from '../archive/walk-xml.ts'
import { ZipArchive } from '../archive/zip-archive.ts'
import { PageWriter } from '../page-writer.ts'
import type { Reader } from '../reader.ts'
import { ReadingFault } from '../reading-fault.ts'
import { coreTitle } from './core-title.ts'
import { drawingTexts, hasPicture } from './drawing-blocks.ts'
import { relationshipsOf } from './relationships.ts'

const PRESENTATION = 'ppt/presentation.xml'
/** What belongs to a slide and lies beside it, in the order in which it is written. */
const BESIDE = ['diagramData', 'chart']

/** Slides in the order of the presentation, each with its diagrams, its charts and what the speaker noted. */
export const readPptx: Reader = async (input) => {
  const archive = new ZipArchive(input.bytes)
  const slides = slidesOf(archive)
  const writer = new PageWriter('slide')
  for (const [at, slide] of slides.entries()) {
    writer.begin(`Slide ${at + 1}`)
    writeSlide(writer, archive, slide)
    await input.onPage(at + 1, slides.length)
  }
  return writer.finish(coreTitle(archive))
}

function writeSlide(writer: PageWriter, archive: ZipArchive, slide: string): void {
  const part = archive.read(slide)
  if (part === null) {
    writer.skip('This slide is missing from the file.')
    return
  }
  if (hasPicture(part)) writer.picture()
  for (const { text, title } of drawingTexts(part)) {
    if (title) writer.heading(text, 1)
    else writer.paragraph(text)
  }
  const related = relationshipsOf(archive, slide)
  for (const { target } of related.filter(({ type }) => BESIDE.includes(type))) {
    for (const { text } of drawingTexts(archive.read(target) ?? NOTHING)) writer.paragraph(text)
  }
  const notes = related.find(({ type }) => type === 'notesSlide')
  const noted = notes === undefined ? [] : drawingTexts(archive.read(notes.target) ?? NOTHING)
  if (noted.length > 0) writer.paragraph(`Notes: ${noted.map(({ text }) => text).join('\n')}`)
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
