import type { Attachment } from '../../shared/model/attachment.ts'

/** The documents of a conversation, as a question sees them. */
export interface DocumentsAsked {
  /** All of them, in the order in which they were added; without a document where it cannot be searched. */
  readonly attachments: readonly Attachment[]
  /** Of those that can be searched. */
  readonly ids: readonly string[]
  /** By id, where there is more than one: they are told apart by their place, for names may be the same. */
  readonly names: ReadonlyMap<string, string>
}

export function documentsAsked(
  attachments: readonly Attachment[],
  isSearchable: (documentId: string) => boolean,
): DocumentsAsked {
  const asked = attachments.map((attachment) => {
    const { document } = attachment
    return document === null || isSearchable(document.id) ? attachment : { ...attachment, document: null }
  })
  const read = asked.flatMap(({ document }) => document ?? [])
  const names = read.length < 2 ? [] : read.map(({ id, name }, index) => [id, `${index + 1}: ${name}`] as const)
  return { attachments: asked, ids: read.map(({ id }) => id), names: new Map(names) }
}
