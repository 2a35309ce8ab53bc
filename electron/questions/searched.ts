import type { Attachment, DocumentInfo, PageInfo } from '../../shared/model/attachment.ts'

const LIST = new Intl.ListFormat('en-GB')
/** More page numbers than these are counted instead of named. */
const NAMED_MAX = 8

/** What was searched and what was not, in whole sentences. */
export function searchedSentence(attachments: readonly Attachment[]): string {
  const read = attachments.flatMap(({ document }) => document ?? [])
  return [everyPage(read), ...without(attachments)].filter((sentence) => sentence !== '').join(' ')
}

/** What could not be looked at. */
function without(attachments: readonly Attachment[]): string[] {
  const read = attachments.flatMap(({ document }) => document ?? [])
  return [
    ...attachments.map((attachment) => withoutText(attachment, read.length > 1)),
    ...unsearched(attachments),
  ].filter((sentence) => sentence !== '')
}

/** A sentence for each document of which nothing could be looked at. */
export function unsearched(attachments: readonly Attachment[]): string[] {
  return attachments.filter(({ document }) => document === null).map(notSearched)
}

/** What was read where there is no summary yet; `begun`: of how many documents. */
export function beginningSentence(attachments: readonly Attachment[], isAll: boolean, begun: number): string {
  const read = attachments.flatMap(({ document }) => document ?? [])
  return [...beginningRead(read, isAll, begun), ...without(attachments)].join(' ')
}

function beginningRead(read: readonly DocumentInfo[], isAll: boolean, begun: number): string[] {
  const documents = read.length
  if (documents === 0) return []
  if (isAll) return [documents > 1 ? 'All text of these documents was read.' : 'All text of this document was read.']
  const isEach = begun >= read.filter(({ pages }) => pages.some(hasText)).length
  const several = isEach ? 'of each document' : `of ${begun} of the ${documents} documents`
  const what = documents > 1 ? several : 'of this document'
  return [`Only the beginning ${what} was read for this: a summary reads all of it.`]
}

/** How much of a reading of every part is done. */
export function scannedSentence(
  { done, total, cutShort }: { readonly done: number; readonly total: number; readonly cutShort: number },
  attachments: readonly Attachment[],
): string {
  if (total === 0) return ['There is no text that could be read.', ...without(attachments)].join(' ')
  const parts = total === 1 ? 'The only part' : `All ${total} parts`
  const were = total === 1 ? 'was' : 'were'
  const read = done === total ? `${parts} ${were} read.` : `${done} of ${total} parts were read.`
  return [read, ...missing(total, cutShort), ...without(attachments)].join(' ')
}

function missing(parts: number, cutShort: number): string[] {
  if (cutShort === 0) return []
  if (parts === 1) return ['The answer to it was cut short: something may be missing.']
  const answers = cutShort === 1 ? 'The answer to one of them was' : `The answers to ${cutShort} of them were`
  return [`${answers} cut short: something may be missing.`]
}

function everyPage(documents: readonly DocumentInfo[]): string {
  const pages = documents.flatMap((document) => document.pages.filter(hasText))
  const units = [...new Set(documents.map(({ unit }) => unit))]
  const unit = units.length === 1 && units[0] !== undefined ? units[0] : 'part'
  if (pages.length === 0) return documents.length === 0 ? '' : 'There is no text that could be searched.'
  const among = documents.length > 1 ? ` of the ${documents.length} documents` : ''
  if (pages.length === 1) return `The only ${unit} with text${among} was searched.`
  return `All ${pages.length} ${unit}s with text${among} were searched.`
}

function hasText({ words }: PageInfo): boolean {
  return words > 0
}

function withoutText({ document, progress }: Attachment, several: boolean): string {
  if (document === null) return ''
  const { name, unit, pages } = document
  const empty = pages.filter((page) => !hasText(page)).map(({ page }) => String(page))
  if (empty.length === 0) return ''
  const of = several ? ` of “${name}”` : ''
  const Unit = `${unit.charAt(0).toUpperCase()}${unit.slice(1)}`
  const [has, have] =
    progress === null
      ? ['has no text that could be searched', 'have no text that could be searched']
      : ['was still being recognised', 'were still being recognised']
  if (empty.length === 1) return `${Unit} ${empty.join('')}${of} ${has}.`
  if (empty.length > NAMED_MAX) return `${empty.length} ${unit}s${of} ${have}.`
  return `${Unit}s ${LIST.format(empty)}${of} ${have}.`
}

function notSearched({ name, state }: Attachment): string {
  switch (state) {
    case 'waiting':
    case 'reading':
      return `“${name}” is still being read and was not searched.`
    case 'locked':
      return `“${name}” is locked and was not searched.`
    case 'failed':
      return `“${name}” could not be read and was not searched.`
    case 'ready':
      return `“${name}” could not be made ready for searching and was not searched.`
  }
}
