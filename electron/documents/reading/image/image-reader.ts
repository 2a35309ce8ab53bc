import { READING_LIMITS } from '../limits.ts'
import { PageWriter } from '../page-writer.ts'
import type { Reader } from '../reader.ts'
import { ReadingFault } from '../reading-fault.ts'
import { imageFormat, imageFrames } from './image-frames.ts'

/** A picture has no text until its letters are recognised. A TIFF, as scanners write it, may hold a page in each image. */
export const readImage: Reader = async (input) => {
  const format = imageFormat(input.bytes)
  if (format === null) throw new ReadingFault('unsupported-kind', 'no image')
  const frames = imageFrames(input.bytes, format)
  if (frames.length > READING_LIMITS.pages) throw new ReadingFault('too-many-pages', 'too many images')
  const writer = new PageWriter('page')
  for (const at of frames.keys()) {
    writer.begin(frames.length === 1 ? 'Picture' : `Page ${at + 1}`)
    writer.picture()
    await input.onPage(at + 1, frames.length)
  }
  return writer.finish(null)
}
