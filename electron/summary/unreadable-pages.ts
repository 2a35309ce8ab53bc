import type { Page } from '../../shared/model/document.ts'

/** True when the page holds something that is not in its text. A blank page is no loss. */
export function isLost({ verdict, pictures }: Page): boolean {
  return verdict === 'skipped' || verdict === 'garbled' || (verdict === 'no-text' && pictures)
}
