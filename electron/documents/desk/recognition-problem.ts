import type { DocumentErrorCode } from '../../../shared/model/document.ts'
import type { AgateError } from '../../../shared/result.ts'
import { documentProblem } from '../document-problem.ts'

/** Why the pictures of a document that is read cannot be recognised, what is kept and what to do next. */
export function recognitionProblem(code: DocumentErrorCode, name: string): AgateError<DocumentErrorCode> {
  const message = SENTENCES[code]?.(`“${name}”`)
  return message === undefined ? documentProblem(code, name) : { code, message }
}

const KEPT = 'What was read of it is here as before'
const UNLOCK = 'Open one of its pages, enter the password there, and start again.'

const SENTENCES: Readonly<Partial<Record<DocumentErrorCode, (name: string) => string>>> = {
  'password-needed': (name) =>
    `${name} was opened with a password that is not kept, so its pictures cannot be read. ${KEPT}. ${UNLOCK}`,
  'wrong-password': (name) => `That password does not open ${name}, so its pictures cannot be read. ${KEPT}. ${UNLOCK}`,
  'file-not-found': (name) =>
    `${name} is not where it was, so its pictures cannot be read. ${KEPT}. Put the file back and start again.`,
  'changed-while-read': (name) =>
    `${name} has changed since it was read, so its pictures were not read. ${KEPT}. Add it again to have it as it is now.`,
  crashed: (name) => `The pictures in ${name} could not be read: what reads them failed inside. ${KEPT}. Start again.`,
}
