import { z } from 'zod'

/** Something the person at the keyboard must know about the app itself; shown as a banner until dismissed. */
export const Notice = z.object({
  /** Stable, so that the same notice is not shown twice. */
  id: z.string(),
  tone: z.enum(['plain', 'amber', 'red']),
  title: z.string(),
  message: z.string(),
})
export type Notice = z.infer<typeof Notice>
