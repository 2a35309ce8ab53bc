import { type PictureSource, pagePictures } from './page-pictures.ts'
import { type RecognisedPage, recognisedPage, unrecognised } from './recognised-page.ts'
import type { Recogniser } from './recogniser.ts'

const NOT_DECODED = 'The picture on this page cannot be decoded, so its letters are not recognised.'

/** Recognises the letters of the pages that are asked for, and hands each page over as soon as it is done. */
export async function recognisePages(
  source: PictureSource,
  recogniser: Recogniser,
  onPage: (page: RecognisedPage) => Promise<void>,
): Promise<void> {
  for await (const picture of pagePictures(source)) {
    if (picture.file === null) {
      await onPage(unrecognised(picture.page, picture.why))
      continue
    }
    const recognised = recogniser.read(picture.file, picture.dotsPerInch)
    await onPage(
      recognised === null ? unrecognised(picture.page, NOT_DECODED) : recognisedPage(picture.page, recognised),
    )
  }
}
