import type { DocumentDesk } from './documents/document-desk.ts'
import type { NoticeBoard } from './notice-board.ts'

/** What takes documents in that came from outside the large window. */
export interface DropPlace {
  readonly documents: Pick<DocumentDesk, 'add'>
  readonly notices: Pick<NoticeBoard, 'add'>
  /** Shows a conversation in the large window. */
  showConversation(id: string): void
}

/**
 * Takes in files that were dropped on the small window or the tray, and shows the first. Returns what has to be said
 * where they were dropped: none was taken. What was left out beside others is said in the large window.
 */
export async function takeDropped(paths: readonly string[], place: DropPlace): Promise<string | null> {
  const added = await place.documents.add(
    null,
    paths.map((path) => ({ path })),
  )
  if (!added.ok) return added.error.message
  const { attachments, remarks } = added.value
  const first = attachments[0]
  const remark = remarks.join(' ')
  if (first === undefined) return remark === '' ? 'There was no document in it.' : remark
  if (remark !== '') {
    place.notices.add({
      id: 'documents-not-taken',
      tone: 'amber',
      title: 'Not every dropped file was taken',
      message: remark,
    })
  }
  place.showConversation(first.conversationId)
  return null
}
