import { z } from 'zod'
import { CommandOutcome } from './command.ts'

/*
 * What a second start and the running Agate say to each other over the local socket: one JSON object a line.
 * A CommandRequest up, then any number of `text` and `note`, then exactly one `done` down. Closing the socket early stops the command.
 */

export const InstanceReply = z.discriminatedUnion('t', [
  z.object({ t: z.literal('text'), text: z.string() }),
  z.object({ t: z.literal('note'), message: z.string() }),
  z.object({ t: z.literal('done'), outcome: CommandOutcome }),
])
export type InstanceReply = z.infer<typeof InstanceReply>

/** Longest line either side accepts; a question may have 4 million characters, of up to six bytes each when escaped. */
export const LINE_MAX = 32_000_000

/** The object a line holds, or undefined when it is not JSON. */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
