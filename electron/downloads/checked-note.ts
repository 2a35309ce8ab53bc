import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import type { Log } from '../log.ts'
import { isMissing } from './part-file.ts'

/** What was found when a file was read to its end, and which state of the file that says something about. */
const CheckedNote = z.object({ sha256: z.string(), stamp: z.string() })

/** Changes when the file does. */
export async function fileStamp(path: string): Promise<string> {
  const { size, mtimeMs, ino } = await stat(path)
  return `${size} ${mtimeMs} ${ino}`
}

/** Remembers the checksum of a file as it was at `stamp`, so that it need not be read again. */
export async function noteChecked(path: string, sha256: string, stamp: string): Promise<void> {
  const note: z.infer<typeof CheckedNote> = { sha256, stamp }
  const fresh = `${notePath(path)}.new`
  await writeFile(fresh, JSON.stringify(note), { flush: true })
  await rename(fresh, notePath(path))
}

/** As `noteChecked`, by default of the file as it is now; without its note a file is only read once more at the next start. */
export async function tryNoteChecked(path: string, sha256: string, log: Log, stamp?: string): Promise<void> {
  try {
    await noteChecked(path, sha256, stamp ?? (await fileStamp(path)))
  } catch (error) {
    log('warn', 'checksum could not be noted', { file: basename(path), error })
  }
}

/** The checksum that was found; null where the file was never read to its end, or has changed since. */
export async function checkedDigest(path: string): Promise<string | null> {
  try {
    const note = CheckedNote.parse(JSON.parse(await readFile(notePath(path), 'utf8')))
    return note.stamp === (await fileStamp(path)) ? note.sha256 : null
  } catch (error) {
    // Without a note that can be read the file is read instead.
    if (isMissing(error) || error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

/** Takes the note along with its file. */
export async function moveNote(from: string, to: string): Promise<void> {
  await rm(notePath(to), { force: true })
  try {
    await rename(notePath(from), notePath(to))
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

function notePath(path: string): string {
  return `${path}.checked`
}
