import { z } from 'zod'
import type { StreamUp } from '../../shared/ipc/define.ts'

const StreamUpMessage = z.object({ t: z.enum(['ack', 'cancel']) })

/** A message of the reader, or null for anything else: a port's other end is never trusted. */
export function streamUp(message: unknown): StreamUp | null {
  const parsed = StreamUpMessage.safeParse(message)
  return parsed.success ? parsed.data : null
}
