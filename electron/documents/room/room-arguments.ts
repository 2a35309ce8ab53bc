import { RecognitionLanguage } from '../../../shared/model/document.ts'

const RECOGNISE = '--recognise='

/** How the process is told, when it starts, which languages it will recognise: later it has no files to read their data from. */
export function roomArguments(languages: readonly RecognitionLanguage[]): string[] {
  return languages.length === 0 ? [] : [RECOGNISE + languages.join(',')]
}

export function languagesIn(given: readonly string[]): RecognitionLanguage[] {
  const list = given.find((argument) => argument.startsWith(RECOGNISE))?.slice(RECOGNISE.length) ?? ''
  return list === '' ? [] : list.split(',').map((code) => RecognitionLanguage.parse(code))
}
