import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DownloadProgress } from '../../shared/model/download.ts'
import { download, type DownloadLimits, type DownloadSurroundings } from '../../electron/downloads/download.ts'
import type { DownloadTarget } from '../../electron/downloads/part-file.ts'
import { realSurroundings } from '../../electron/downloads/surroundings.ts'
import { Egress } from '../../electron/egress/egress.ts'
import type { Log } from '../../electron/log.ts'
import { ModelServer } from '../fakes/model-server.ts'

export const MODEL_BYTES = 1_000_000

/** Something that begins like a model and is otherwise different each time. */
export function modelBody(bytes = MODEL_BYTES): Buffer {
  return Buffer.concat([Buffer.from('GGUF'), randomBytes(bytes - 4)])
}

export function sha256(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex')
}

export const QUICK_LIMITS: DownloadLimits = {
  // Long enough for a machine that is busy with other things: tests of silence set their own.
  stallMs: 60_000,
  attempts: 4,
  progressBytes: 50_000,
  firstDelayMs: 1000,
  longestDelayMs: 30_000,
  longestRetryAfterMs: 120_000,
  reserveBytes: 0,
  spaceCheckBytes: 100_000,
}

export interface Attempt {
  readonly limits?: Partial<DownloadLimits>
  readonly surroundings?: Partial<DownloadSurroundings>
  readonly target?: Partial<DownloadTarget>
  readonly signal?: AbortSignal
  readonly report?: (phase: string, progress: DownloadProgress) => void
}

/** A server with a model, an empty folder, and waits that take no time but are written down. */
export class DownloadWorkshop {
  readonly body: Buffer
  readonly server: ModelServer
  readonly folder: string
  readonly target: DownloadTarget
  readonly egress: Egress
  readonly waits: number[] = []
  readonly logged: string[] = []

  private constructor(body: Buffer, server: ModelServer) {
    this.body = body
    this.server = server
    this.folder = mkdtempSync(join(tmpdir(), 'agate-download-'))
    this.egress = new Egress({ proxy: null, loopbackPort: server.port })
    this.target = {
      name: 'Test model',
      url: server.url,
      revision: 'a'.repeat(40),
      sizeBytes: body.length,
      sha256: sha256(body),
      path: join(this.folder, 'model.gguf'),
    }
  }

  static async open(body = modelBody()): Promise<DownloadWorkshop> {
    return new DownloadWorkshop(body, await ModelServer.start(body))
  }

  surroundings(): DownloadSurroundings {
    return {
      ...realSurroundings(this.egress),
      wait: (ms) => {
        this.waits.push(ms)
        return Promise.resolve()
      },
    }
  }

  download(attempt: Attempt = {}) {
    return download({
      target: { ...this.target, ...attempt.target },
      surroundings: { ...this.surroundings(), ...attempt.surroundings },
      limits: { ...QUICK_LIMITS, ...attempt.limits },
      signal: attempt.signal ?? new AbortController().signal,
      report: attempt.report ?? (() => undefined),
      log: this.log,
    })
  }

  readonly log: Log = (level, event) => this.logged.push(`${level} ${event}`)

  /** As an earlier run left it. */
  leavePart(bytes: Buffer, record: Partial<DownloadTarget> & { readonly etag?: string | null } = {}): void {
    const { url, revision, sizeBytes, sha256: hash } = this.target
    writeFileSync(`${this.target.path}.part`, bytes)
    writeFileSync(
      `${this.target.path}.part.json`,
      JSON.stringify({ url, revision, sizeBytes, sha256: hash, etag: '"v1"', ...record }),
    )
  }

  files(): string[] {
    return readdirSync(this.folder).sort()
  }

  async close(): Promise<void> {
    await this.server.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
