import { basename } from 'node:path'
import type {
  DocumentErrorCode,
  DocumentText,
  ReadDocument,
  ReadingProgress,
  RecognitionLanguage,
} from '../../shared/model/document.ts'
import { ok, type Result } from '../../shared/result.ts'
import { documentProblem } from './document-problem.ts'
import { type DocumentSource, gatherBytes } from './document-source.ts'
import { recogniseDocument } from './recognise-document.ts'
import { RECOGNITION_LIMITS, ROOM_LIMITS, type RoomLimits } from './room/limits.ts'
import { readInRoom } from './room/reading-session.ts'
import type { RoomLog, SpawnRoom } from './room/room-process.ts'
import { SpareRoom } from './room/spare-room.ts'

export interface DocumentServiceOptions {
  readonly spawn: SpawnRoom
  readonly log: RoomLog
  readonly limits?: RoomLimits
  readonly recognitionLimits?: RoomLimits
}

export interface ReadOptions {
  readonly password?: string
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ReadingProgress) => void
  /**
   * Recognise the letters in pictures, where a page has no text of its own or noise in its place. It takes about three seconds
   * a page. `onRecognised` tells how many of those pages are done; reading has ended by then.
   */
  readonly ocr?: {
    readonly languages: readonly [RecognitionLanguage, ...RecognitionLanguage[]]
    readonly onRecognised?: (progress: ReadingProgress) => void
  }
}

/** Reads documents, each in a process of its own. */
export class DocumentService {
  #options: DocumentServiceOptions
  #rooms: SpareRoom

  constructor(options: DocumentServiceOptions) {
    this.#options = options
    this.#rooms = new SpareRoom(options.spawn)
  }

  /** A document is likely to come, for instance because a file is dragged over the window: reading it then starts at once. */
  prepare(): void {
    this.#rooms.prepare()
  }

  close(): void {
    this.#rooms.close()
  }

  async readDocument(
    source: DocumentSource,
    { password, signal = new AbortController().signal, onProgress = () => undefined, ocr }: ReadOptions = {},
  ): Promise<Result<ReadDocument, DocumentErrorCode>> {
    const shownName = 'path' in source ? basename(source.path) : source.name
    const failed = (code: DocumentErrorCode) => ({ ok: false as const, error: documentProblem(code, shownName) })
    const gathered = await gatherBytes(source, signal)
    if (!gathered.ok) return failed(gathered.fault)
    const { name, bytes, sha256 } = gathered.value
    const sizeBytes = bytes.length
    const { log, limits = ROOM_LIMITS, recognitionLimits = RECOGNITION_LIMITS } = this.#options
    const room = { spawn: this.#rooms.take, log, signal, given: { bytes, name, password: password ?? null } }
    const end = await readInRoom({ ...room, limits, onProgress })
    if (end.type === 'failed') return failed(end.code)
    const done = (document: DocumentText) => ok({ ...document, name, sizeBytes, sha256 })
    if (ocr === undefined) return done(end.document)
    const { languages, onRecognised = () => undefined } = ocr
    const options = { ...room, limits: recognitionLimits, languages, onProgress: onRecognised }
    const recognised = await recogniseDocument(end.document, options)
    return recognised === null ? failed('cancelled') : done(recognised)
  }
}
