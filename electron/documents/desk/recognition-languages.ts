import type { RecognitionLanguage } from '../../../shared/model/document.ts'

const CODES: Readonly<Record<string, RecognitionLanguage>> = {
  en: 'eng',
  de: 'deu',
  fr: 'fra',
  es: 'spa',
  it: 'ita',
  pt: 'por',
}

/** Which letters to look for: those of the document and of the person's own language; English where neither can be recognised. */
export function recognitionLanguages(
  document: string | null,
  own: string = new Intl.DateTimeFormat().resolvedOptions().locale,
): readonly [RecognitionLanguage, ...RecognitionLanguage[]] {
  const known = [document, own].flatMap((tag) => CODES[tag?.split('-', 1)[0] ?? ''] ?? [])
  const [first = 'eng', ...others] = new Set(known)
  return [first, ...others]
}
