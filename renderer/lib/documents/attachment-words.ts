import type { Attachment, DocumentInfo } from '../../../shared/model/attachment.ts'
import { assertNever } from '../../../shared/result.ts'
import { formatCount } from '../numbers.ts'
import { pagesWithText } from './coverage-words.ts'
import { languageName } from './languages.ts'
import { pageCount } from './page-words.ts'

/** How it stands with a document, and what of it can be asked about, in a few words. */
export function attachmentWords({ state, document }: Attachment): string {
  switch (state) {
    case 'waiting':
      return 'waiting'
    case 'reading':
      return 'being read'
    case 'locked':
      return 'locked'
    case 'failed':
      return 'not read'
    case 'ready':
      return document === null ? '' : pagesInUse(document)
    default:
      return assertNever(state)
  }
}

/** How far the reading of its text is. */
export function readingWords({ state, progress }: Pick<Attachment, 'state' | 'progress'>): string {
  if (state === 'waiting') return 'Others are read first. It begins by itself.'
  if (progress === null) return 'The file is being opened.'
  const { done, total } = progress
  return total === null ? `${formatCount(done)} pages so far` : `${formatCount(done)} of ${pageCount('page', total)}`
}

/** What a question waits for that was asked before its document is read. */
export function arrivingWords({ name, state, progress }: Attachment): string {
  const how = state === 'reading' && progress !== null ? `: ${readingWords({ state, progress })}` : ''
  return `Waiting until “${name}” is read${how}`
}

function pagesInUse(document: DocumentInfo): string {
  const [withText, all] = [pagesWithText(document), document.pages.length]
  const pages = extent(document)
  return withText === all ? pages : `${formatCount(withText)} of ${pages}`
}

/** What a document is called: its own title, or its file's name without the ending. */
export function documentTitle({ title, name }: DocumentInfo): string {
  return title ?? name.replace(/\.[a-z\d]{1,5}$/iu, '')
}

/** “64 pages · 31,400 words · English”. */
export function documentLine(document: DocumentInfo): string {
  const { language } = document
  const name = language === null ? null : languageName(language)
  const facts = [extent(document), wordCount(document), name].filter((fact) => fact !== null)
  return [...new Set(facts)].join(' · ')
}

/** How much there is of it. What is not divided counts its words: “1 part” would say nothing. */
function extent(document: DocumentInfo): string {
  const { unit, pages } = document
  return unit === 'part' && pages.length === 1 ? wordCount(document) : pageCount(unit, pages.length)
}

function wordCount({ words }: DocumentInfo): string {
  return `${formatCount(words)} ${words === 1 ? 'word' : 'words'}`
}
