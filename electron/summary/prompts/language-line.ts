/** What to write in: the language that was asked for, as its English name, or that of the text. */
export function languageLine(language: string | null): string {
  if (language === null) return 'Write in the language of the text.'
  return `Write in ${new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language}.`
}
