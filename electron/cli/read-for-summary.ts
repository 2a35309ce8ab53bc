import type { Attachment, DocumentInfo } from '../../shared/model/attachment.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { DocumentDesk } from '../documents/document-desk.ts'
import type { CommandSink, SummariseRequest } from './command.ts'

/** Waits until a document is read, with its password and with the text of its pictures where that was asked for. */
export async function readForSummary(
  attachment: Attachment,
  { password, ocr }: Pick<SummariseRequest, 'password' | 'ocr'>,
  documents: DocumentDesk,
  sink: CommandSink,
  signal: AbortSignal,
): Promise<Result<DocumentInfo>> {
  const { id, name } = attachment
  sink.note(`${name}: Reading`)
  let read = await documents.reading.settled(id, signal)
  if (read?.state === 'locked' && password !== null) {
    await documents.reading.unlock(id, password)
    read = await documents.reading.settled(id, signal)
  }
  if (ocr && read?.state === 'ready' && (await documents.reading.recognise(id)).ok) {
    sink.note(`${name}: Recognising the text of pictures`)
    read = await documents.reading.settled(id, signal)
  }
  if (signal.aborted) {
    documents.reading.stop(id)
    return err('stopped', `Reading “${name}” was stopped.`)
  }
  const document = read?.document ?? null
  if (document !== null) return ok(document)
  const locked = `“${name}” is locked with a password, so it was not read. Add --password.`
  return err(
    'not-read',
    read?.problem?.message ?? (read?.state === 'locked' ? locked : `“${name}” was taken out of Agate.`),
  )
}
