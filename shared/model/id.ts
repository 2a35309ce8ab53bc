import { z } from 'zod'

export const Id = z.uuid()
export type Id = z.infer<typeof Id>
