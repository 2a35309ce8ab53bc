import type { DocumentText, Heading } from '../../../shared/model/document.ts'

/** A document that was read, with these pages. */
export function textOf(pages: readonly string[], headings: readonly Heading[] = []): DocumentText {
  return {
    kind: 'pdf',
    unit: 'page',
    title: null,
    pages: pages.map((text, at) => ({
      page: at + 1,
      label: `Page ${at + 1}`,
      verdict: text === '' ? 'no-text' : 'read',
      why: text === '' ? 'There is no text on this page; it may be an image.' : null,
      words: text.match(/\S+/gu)?.length ?? 0,
      text,
      pictures: false,
      hidden: [],
    })),
    headings: [...headings],
    remarks: [],
  }
}
