import type { Attachment, DocumentInfo } from '../../shared/model/attachment.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { DocumentDesk } from '../documents/document-desk.ts'
import type { CommandSink, SummariseRequest } from './command.ts'

export interface ReadForSummary {
  readonly document: DocumentInfo
  /** Why its pictures were not all read, where that was asked for. */
  readonly problem: string | null
}

/** Waits until a document is read, with its password and with the text of its pictures where that was asked for. */
export async function readForSummary(
  attachment: Attachment,
  { password, ocr }: Pick<SummariseRequest, 'password' | 'ocr'>,
  documents: DocumentDesk,
  sink: CommandSink,
  signal: AbortSignal,
): Promise<Result<ReadForSummary>> {
  const { id, name } = attachment
  sink.note(`${name}: Reading`)
  let read = await documents.reading.settled(id, signal)
  if (read?.state === 'locked' && password !== null) {
    await documents.reading.unlock(id, password)
    read = await documents.reading.settled(id, signal)
  }
  let unread: string | null = null
  if (ocr && read?.state === 'ready') {
    const begun = await documents.reading.recognise(id, password)
    if (begun.ok) {
      sink.note(`${name}: Recognising the text of pictures`)
      read = await documents.reading.settled(id, signal)
      unread = unrecognised(read)
    } else if (begun.error.code !== 'nothing-to-recognise') {
      unread = begun.error.message
    }
  }
  if (signal.aborted) {
    documents.reading.stop(id)
    return err('stopped', `Reading “${name}” was stopped.`)
  }
  const document = read?.document ?? null
  if (document !== null) return ok({ document, problem: unread })
  const locked = `“${name}” is locked with a password, so it was not read. Add --password.`
  return err(
    'not-read',
    read?.problem?.message ?? (read?.state === 'locked' ? locked : `“${name}” was taken out of Agate.`),
  )
}

function unrecognised(read: Attachment | null): string | null {
  const { name, problem } = read ?? {}
  if (problem?.code !== 'password-needed') return problem?.message ?? null
  return `“${name ?? ''}” is locked with a password, so its pictures were not read. Add --password.`
}
