import type { PictureFile } from './picture-file.ts'

/** What is to be said of pictures beside a text, by their kinds: on their page, and about the document. */
const BESIDE: readonly (readonly [kind: PictureFile['kind'], why: string, remark: string])[] = [
  [
    'image',
    'It shows pictures beside its text; letters in those are read only when they are recognised.',
    'Pictures stand beside the text; letters in them are read only when they are recognised.',
  ],
  [
    'drawing',
    'It shows a drawing beside its text, whose letters Agate cannot recognise: save the document as a PDF and add that.',
    'Drawings stand beside the text, whose letters Agate cannot recognise: save the document as a PDF and add that.',
  ],
  [
    'outside',
    'It shows a picture that is not in the file, so what stands in it is not read.',
    'It shows pictures that are not in the file; what stands in those is not read.',
  ],
]
const RECOGNISED = 'The letters in its pictures were recognised, and some may be wrong.'

/** Null where nothing is shown. */
export function whyBeside(files: readonly PictureFile[]): string | null {
  const whys = BESIDE.flatMap(([kind, why]) => (files.some((file) => file.kind === kind) ? [why] : []))
  return whys.length === 0 ? null : whys.join(' ')
}

export function remarksBeside(whys: readonly (string | null)[]): string[] {
  return BESIDE.flatMap(([, why, remark]) => (whys.some((one) => one?.includes(why)) ? [remark] : []))
}

/** Once the images were recognised; drawings stay unread. */
export function whyRecognised(before: string | null): string {
  const rest = BESIDE.flatMap(([kind, why]) => (kind !== 'image' && before?.includes(why) ? [why] : []))
  return [RECOGNISED, ...rest].join(' ')
}

/** What programs write where nobody described a picture. */
const NO_DESCRIPTION =
  /^(?:(?:image|picture|img|photo|figure|graphic|bild|grafik|foto|imagen|immagine|imagem)[\s_-]*\d*|\S+\.(?:png|jpe?g|gif|webp|bmp|emf|wmf|svg|tiff?))$/iu
const GENERATED = /\s*(?:Description automatically generated|Automatisch generierte Beschreibung)\S*(?:\s.*)?$/u

/** How its author described a picture to those who cannot see it; null where nobody did. */
export function descriptionOf(text: string | undefined): string | null {
  const words = (text ?? '').replace(/\s+/gu, ' ').replace(GENERATED, '').trim()
  return !/[\p{L}\p{N}]/u.test(words) || NO_DESCRIPTION.test(words) ? null : words
}
