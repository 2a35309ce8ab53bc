import { basename } from 'node:path'
import type { DocumentErrorCode, ReadDocument, ReadingProgress } from '../../shared/model/document.ts'
import { ok, type Result } from '../../shared/result.ts'
import { documentProblem } from './document-problem.ts'
import { type DocumentSource, gatherBytes } from './document-source.ts'
import { ROOM_LIMITS, type RoomLimits } from './room/limits.ts'
import { readInRoom } from './room/reading-session.ts'
import type { RoomLog, SpawnRoom } from './room/room-process.ts'

export interface DocumentServiceOptions {
  readonly spawn: SpawnRoom
  readonly log: RoomLog
  readonly limits?: RoomLimits
}

export interface ReadOptions {
  readonly password?: string
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ReadingProgress) => void
}

/** Reads documents, each in a process of its own. */
export class DocumentService {
  #options: DocumentServiceOptions

  constructor(options: DocumentServiceOptions) {
    this.#options = options
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
    const { spawn, log, limits = ROOM_LIMITS } = this.#options
    const request = { bytes, name, password: password ?? null }
    const end = await readInRoom({ spawn, log, limits, request, signal, onProgress })
    return end.type === 'failed' ? failed(end.code) : ok({ ...end.document, name, sizeBytes, sha256 })
  }
}
