import { z } from 'zod'

/** What a downloading process is told on its standard input. */
export const DownloadingOrder = z.object({
  target: z.object({
    name: z.string(),
    url: z.string(),
    revision: z.string(),
    sizeBytes: z.int(),
    sha256: z.string(),
    path: z.string(),
  }),
  /** Of the plain server on this computer. */
  port: z.int(),
  /** Of a proxy on this computer; null without one. */
  proxyPort: z.int().nullable(),
  limits: z.object({
    stallMs: z.number(),
    attempts: z.number(),
    progressBytes: z.number(),
    firstDelayMs: z.number(),
    longestDelayMs: z.number(),
    longestRetryAfterMs: z.number(),
    reserveBytes: z.number(),
    spaceCheckBytes: z.number(),
  }),
  /** After this many bytes of the file, or at this step; null lets it finish. */
  killAt: z.union([z.int(), z.enum(['open', 'opened', 'downloading', 'sync', 'closed', 'verifying'])]).nullable(),
})
export type DownloadingOrder = z.infer<typeof DownloadingOrder>
