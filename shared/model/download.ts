import { z } from 'zod'

/**
 * Where a model of the catalogue stands on this computer.
 *   absent       nothing of it is here
 *   queued       waits until the download before it has ended
 *   downloading  is being fetched, or copied from another program; `progress` says how far
 *   paused       a part of it is here; starting again goes on from there
 *   verifying    all of it is here and its checksum is being worked out; `progress` says how far
 *   ready        complete, checked and under its final name
 *   failed       the last try ended with `problem`; starting again goes on with whatever was kept
 */
export const DownloadState = z.enum(['absent', 'queued', 'downloading', 'paused', 'verifying', 'ready', 'failed'])
export type DownloadState = z.infer<typeof DownloadState>

export const DownloadProgress = z.object({
  receivedBytes: z.int().nonnegative(),
  totalBytes: z.int().positive(),
  /** Over the last seconds; null until it can be told. */
  bytesPerSecond: z.number().nonnegative().nullable(),
  etaSeconds: z.number().nonnegative().nullable(),
})
export type DownloadProgress = z.infer<typeof DownloadProgress>

/** Why a download ended without a model. */
export const DOWNLOAD_ERRORS = [
  'busy',
  'no-space',
  'file-too-large',
  'disk-error',
  'no-connection',
  'connection-lost',
  'stalled',
  'untrusted-certificate',
  'server-busy',
  'access-denied',
  'missing-at-source',
  'refused-address',
  'too-many-redirects',
  'unexpected-answer',
  'not-a-model',
  'size-mismatch',
  'incomplete',
  'hash-mismatch',
  'source-missing',
  'copy-differs',
] as const
export type DownloadErrorCode = (typeof DOWNLOAD_ERRORS)[number]

/** Why a download does not even begin. */
export const DOWNLOAD_START_ERRORS = ['unknown-model', 'licence-not-accepted'] as const
export type DownloadStartErrorCode = (typeof DOWNLOAD_START_ERRORS)[number]

export const ModelDownload = z.object({
  /** Of the catalogue entry. */
  id: z.string(),
  state: DownloadState,
  /** Set while downloading, verifying and paused. */
  progress: DownloadProgress.nullable(),
  /** Set when failed; `internal` is anything unexpected, and the log has it. */
  problem: z.object({ code: z.enum([...DOWNLOAD_ERRORS, 'internal']), message: z.string() }).nullable(),
  /** Of the finished file, or while verifying of one that was put there by hand; else null. */
  path: z.string().nullable(),
})
export type ModelDownload = z.infer<typeof ModelDownload>

/** Programs whose downloaded models Agate can use. */
export const ModelHolder = z.enum(['LM Studio', 'Jan', 'Ollama', 'Hugging Face'])
export type ModelHolder = z.infer<typeof ModelHolder>

/** A file that has the size of a model of the catalogue. Its checksum is worked out when it is used, never assumed. */
export const InstalledCopy = z.object({
  /** Of the catalogue entry. */
  id: z.string(),
  holder: ModelHolder,
  path: z.string(),
})
export type InstalledCopy = z.infer<typeof InstalledCopy>
