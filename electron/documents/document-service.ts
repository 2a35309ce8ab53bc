import { basename } from 'node:path'
import type {
  DocumentErrorCode,
  Page,
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
}

export interface RecogniseOptions {
  readonly languages: readonly [RecognitionLanguage, ...RecognitionLanguage[]]
  readonly password?: string | null
  readonly signal: AbortSignal
  /** How many of the pages that show pictures are done: about three seconds a page. */
  readonly onProgress: (progress: ReadingProgress) => void
  /** A page that has text now, as soon as it has. */
  readonly onPage: (page: Page) => void
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
    { password, signal = new AbortController().signal, onProgress = () => undefined }: ReadOptions = {},
  ): Promise<Result<ReadDocument, DocumentErrorCode>> {
    const shownName = 'path' in source ? basename(source.path) : source.name
    const failed = (code: DocumentErrorCode) => ({ ok: false as const, error: documentProblem(code, shownName) })
    const gathered = await gatherBytes(source, signal)
    if (!gathered.ok) return failed(gathered.fault)
    const { name, bytes, sha256 } = gathered.value
    const sizeBytes = bytes.length
    const { log, limits = ROOM_LIMITS } = this.#options
    const room = { spawn: this.#rooms.take, log, signal, given: { bytes, name, password: password ?? null } }
    const end = await readInRoom({ ...room, limits, onProgress })
    return end.type === 'failed' ? failed(end.code) : ok({ ...end.document, name, sizeBytes, sha256 })
  }

  /** Recognises the letters in pictures, where a page has no text of its own or noise in its place. */
  async recognise(
    document: ReadDocument,
    bytes: Uint8Array<ArrayBuffer>,
    { password = null, ...options }: RecogniseOptions,
  ): Promise<Result<ReadDocument, DocumentErrorCode>> {
    const { name } = document
    const { log, recognitionLimits: limits = RECOGNITION_LIMITS } = this.#options
    const given = { bytes, name, password }
    const end = await recogniseDocument(document, { ...options, spawn: this.#rooms.take, log, limits, given })
    if ('fault' in end) return { ok: false, error: documentProblem(end.fault, name) }
    return ok({ ...document, pages: end.document.pages })
  }
}
