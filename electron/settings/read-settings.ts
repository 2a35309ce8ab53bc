import { z } from 'zod'
import { Settings } from '../../shared/model/settings.ts'

const Stored = z.record(z.string(), z.unknown())

/** Stored values as settings: each value that does not fit gives way to its default, and its name is returned. */
export function readSettings(stored: unknown): { settings: Settings; replaced: string[] } {
  const parsed = Stored.safeParse(stored)
  const values = parsed.success ? { ...parsed.data } : {}
  const replaced: string[] = []
  for (const [name, schema] of Object.entries(Settings.shape)) {
    if (name in values && !schema.safeParse(values[name]).success) {
      replaced.push(name)
      Reflect.deleteProperty(values, name)
    }
  }
  return { settings: Settings.parse(values), replaced }
}
