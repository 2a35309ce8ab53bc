import { pagePictures, type Picture, type PictureSource } from './page-pictures.ts'
import { type RecognisedPage, recognisedPage, unrecognised } from './recognised-page.ts'
import type { Recogniser } from './recogniser.ts'

const NOT_DECODED = 'The picture on this page cannot be decoded, so its letters are not recognised.'

export interface RecognitionEvents {
  readonly onPage: (page: RecognisedPage) => Promise<void>
  /** One of several pictures on a page is done. */
  readonly onPicture: () => Promise<void>
}

/** Recognises the letters of the pages that are asked for, and hands each page over as soon as it is done. */
export async function recognisePages(
  source: PictureSource,
  recogniser: Recogniser,
  { onPage, onPicture }: RecognitionEvents,
): Promise<void> {
  for await (const { page, pictures } of pagePictures(source)) {
    const found: RecognisedPage[] = []
    for (const picture of pictures) {
      if (found.length > 0) await onPicture()
      found.push(recognise(page, picture, recogniser))
    }
    await onPage(together(page, found))
  }
}

function recognise(page: number, picture: Picture, recogniser: Recogniser): RecognisedPage {
  if (picture.file === null) return unrecognised(page, picture.why)
  const recognised = recogniser.read(picture.file, picture.dotsPerInch)
  return recognised === null ? unrecognised(page, NOT_DECODED) : recognisedPage(page, recognised)
}

/** What all pictures of a page say; where none says anything, why the first does not. */
function together(page: number, found: readonly RecognisedPage[]): RecognisedPage {
  const read = found.filter(({ text }) => text !== null)
  if (read.length === 0) return unrecognised(page, found[0]?.why ?? NOT_DECODED)
  const words = read.reduce((sum, one) => sum + one.words, 0)
  return { page, text: read.map(({ text }) => text).join('\n\n'), words, why: null }
}
