import type { DocumentErrorCode } from '../../shared/model/document.ts'
import type { AgateError } from '../../shared/result.ts'

/** What happened, what is kept and what to do next. */
export function documentProblem(code: DocumentErrorCode, name: string): AgateError<DocumentErrorCode> {
  return { code, message: SENTENCES[code](`“${name}”`) }
}

const UNTOUCHED = 'The file is as it was'

const SENTENCES: Readonly<Record<DocumentErrorCode, (name: string) => string>> = {
  'password-needed': (name) => `${name} is locked with a password. Enter the password to read it.`,
  'wrong-password': (name) => `That password does not open ${name}. Check it and enter it again.`,
  protected: (name) =>
    `${name} is encrypted, and Agate cannot open this kind of lock. ${UNTOUCHED}; save a copy without a password and add that.`,
  damaged: (name) =>
    `${name} is damaged or not complete, so it cannot be read. ${UNTOUCHED}; open it in the program that made it, save it again and add that.`,
  empty: (name) => `${name} is empty: there is nothing in it to read.`,
  'unsupported-kind': (name) =>
    `${name} is not a kind of document that Agate reads. ${UNTOUCHED}; save it as a PDF, a Word document or text and add that.`,
  'too-many-pages': (name) =>
    `${name} has more than 20,000 pages, which is more than Agate reads at once. ${UNTOUCHED}; divide it and add a part.`,
  'too-much-text': (name) =>
    `${name} holds more than 50 million characters, which is more than Agate reads at once. ${UNTOUCHED}; divide it and add a part.`,
  dangerous: (name) =>
    `${name} is built in a way that documents are not and that can harm a program that opens it, so Agate stopped. ${UNTOUCHED}; make sure that you trust where it comes from.`,
  'file-not-found': (name) => `${name} is not there any more. Check where it is and add it again.`,
  'is-a-folder': (name) => `${name} is a folder. Add the documents that are in it.`,
  'not-a-file': (name) => `${name} is no ordinary file, so it cannot be read. Add a document instead.`,
  'access-denied': (name) => `Agate is not allowed to read ${name}. Change its permissions, or add a copy of it.`,
  'disk-error': (name) =>
    `${name} could not be read from the disk. Check the disk or the connection to it and try again.`,
  'changed-while-read': (name) =>
    `${name} changed while it was read, so nothing of it was taken. Wait until it is saved and add it again.`,
  'too-large': (name) =>
    `${name} is larger than 200 MB, which is more than Agate reads at once. ${UNTOUCHED}; divide it and add a part.`,
  'out-of-memory': (name) =>
    `Reading ${name} took more than 1 GB of memory, so it was stopped. ${UNTOUCHED}; divide it, or save it without its images, and add that.`,
  stalled: (name) =>
    `Reading ${name} got no further for 15 seconds, so it was stopped. ${UNTOUCHED}; save it again in the program that made it and add that.`,
  'too-slow': (name) =>
    `Reading ${name} was not done after 10 minutes, so it was stopped. ${UNTOUCHED}; divide it and add a part.`,
  crashed: (name) =>
    `${name} could not be read: what reads it failed inside. ${UNTOUCHED}; save it again in the program that made it, or as a PDF, and add that.`,
  cancelled: (name) => `Reading ${name} was stopped. Nothing of it was taken.`,
}
