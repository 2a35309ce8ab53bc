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

function pagesInUse(document: DocumentInfo): string {
  const [withText, all] = [pagesWithText(document), document.pages.length]
  const pages = pageCount(document.unit, all)
  return withText === all ? pages : `${formatCount(withText)} of ${pages}`
}

/** What a document is called: its own title, or its file's name without the ending. */
export function documentTitle({ title, name }: DocumentInfo): string {
  return title ?? name.replace(/\.[a-z\d]{1,5}$/iu, '')
}

/** “64 pages · 31,400 words · English”. */
export function documentLine({ unit, pages, words, language }: DocumentInfo): string {
  const name = language === null ? null : languageName(language)
  const facts = [pageCount(unit, pages.length), `${formatCount(words)} ${words === 1 ? 'word' : 'words'}`, name]
  return facts.filter((fact) => fact !== null).join(' · ')
}
