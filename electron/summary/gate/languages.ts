/** The part of a BCP 47 tag that says the language; English where it is not known. */
export function primary(language: string | null): string {
  return language?.split('-')[0]?.toLowerCase() ?? 'en'
}
