/** Languages that a summary can be asked for in, beside that of the document. */
export const SUMMARY_LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'sv',
  'tr',
  'ru',
  'ar',
  'zh',
  'ja',
] as const

const names = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'none' })

/** “German” for “de”; null for what is no language. */
export function languageName(tag: string): string | null {
  try {
    return names.of(tag) ?? null
  } catch {
    return null
  }
}
