import type { DownloadErrorCode } from '../../shared/model/download.ts'
import { sizeInWords } from './byte-size.ts'
import type { DownloadFault } from './download-fault.ts'

export interface DownloadProblem {
  readonly code: DownloadErrorCode
  readonly message: string
}

/** What happened, what is kept and what to do next. */
export function problemOf({ code, nature }: DownloadFault, name: string): DownloadProblem {
  return { code, message: SENTENCES[code](`“${name}”`, nature.neededBytes) }
}

const KEPT = 'What was received so far is kept'

type Sentence = (name: string, neededBytes: number | undefined) => string

const SENTENCES: Readonly<Record<DownloadErrorCode, Sentence>> = {
  busy: (name) =>
    `${name} is already being downloaded by another Agate. Let that one finish, or close it and try again.`,
  'no-space': (name, needed) =>
    `There is not enough room on the disk for ${name}${needed === undefined ? '' : `: ${sizeInWords(needed)} more must be free`}. ${KEPT}; free some room and go on.`,
  'file-too-large': (name) =>
    `This disk, or a limit of the system, does not allow a file as large as ${name}. ${KEPT}; choose a model folder on another disk.`,
  'disk-error': (name) =>
    `${name} could not be written to the disk. ${KEPT}; check that its folder may be written and try again.`,
  'no-connection': (name) =>
    `Hugging Face could not be reached, so ${name} is not complete. ${KEPT}; check the internet connection and go on.`,
  'connection-lost': (name) =>
    `The connection broke off several times while ${name} was downloaded. ${KEPT}; go on when it is steadier.`,
  stalled: (name) => `Nothing more came of ${name} for a long time. ${KEPT}; check the internet connection and go on.`,
  'untrusted-certificate': (name) =>
    `The connection for ${name} was not trusted: a virus scanner or a company proxy may be reading it, or the clock is wrong. ${KEPT}; let huggingface.co and hf.co pass there and try again.`,
  'server-busy': (name) => `Hugging Face is too busy to send ${name}. ${KEPT}; go on in a few minutes.`,
  'access-denied': (name) =>
    `Hugging Face does not give ${name} to everyone at the moment. ${KEPT}; try again later or choose another model.`,
  'missing-at-source': (name) =>
    `${name} is no longer where Agate gets it from. ${KEPT}; choose another model or update Agate.`,
  'refused-address': (name) =>
    `The download of ${name} was sent on to an address that Agate does not trust, and was stopped. ${KEPT}; try again on another network.`,
  'too-many-redirects': (name) =>
    `The download of ${name} was sent round in circles, and was stopped. ${KEPT}; try again later.`,
  'unexpected-answer': (name) =>
    `Hugging Face answered for ${name} in a way that Agate does not understand. ${KEPT}; try again later.`,
  'not-a-model': (name) =>
    `Something else than ${name} was sent, perhaps the sign-in page of this network. Nothing of that was taken; sign in to the network in a browser and try again.`,
  'size-mismatch': (name) =>
    `What is offered as ${name} has the wrong size, so it was not taken. Try again later, or update Agate.`,
  incomplete: (name) =>
    `The end of ${name} did not come, several times over. ${KEPT}; go on when the connection is steadier.`,
  'hash-mismatch': (name) =>
    `${name} arrived damaged: its checksum is wrong. It was deleted, so that it cannot be used by mistake; download it again.`,
  'copy-differs': (name) =>
    `The copy that another program has is not quite ${name}: its checksum is another. It was left as it is; download the model instead.`,
  'source-missing': (name) =>
    `The copy of ${name} that another program had is no longer there. Nothing was changed; download it instead.`,
}
