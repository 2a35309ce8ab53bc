import { mkdir, rename, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { err, ok, type Result } from '../../shared/result.ts'
import { deleteFolder } from '../delete-folder.ts'
import { errorCode } from '../error-code.ts'
import { moveNote } from '../downloads/checked-note.ts'
import { freePath } from '../downloads/free-path.ts'
import { isMissing, sizeOf } from '../downloads/part-file.ts'
import { isDiskFull } from '../storage/storage-error.ts'

/** Where removed models wait until Agate closes. Beside the others, so that moving one takes no time. */
const REMOVED = '.removed'

/** Why a file was not moved. */
type MoveErrorCode = 'not-found' | 'disk-full' | 'disk-error'

/** Removed model files. None takes the place of another, whatever came to a name since. */
export class RemovedModelFiles {
  readonly #folder: string
  /** Where each lies now, and its path before. */
  readonly #paths = new Map<string, string>()

  constructor(folder: string) {
    this.#folder = join(folder, REMOVED)
  }

  /** Names under which one may come back. */
  names(): string[] {
    return [...this.#paths.values()].map((path) => basename(path))
  }

  putAside(path: string): Promise<Result<undefined, MoveErrorCode>> {
    return moving(path, async () => {
      await mkdir(this.#folder, { recursive: true })
      const aside = await freePath(this.#folder, basename(path))
      await move(path, aside)
      this.#paths.set(aside, path)
      return ok()
    })
  }

  /** The one that was removed last, where several had this path. */
  bringBack(path: string): Promise<Result<undefined, MoveErrorCode | 'name-taken'>> {
    return moving(path, async () => {
      const name = basename(path)
      const [aside] = [...this.#paths].reverse().find(([, before]) => before === path) ?? []
      if (aside === undefined) return err('not-found', `“${name}” is no longer there.`)
      if ((await sizeOf(path)) !== null) {
        return err(
          'name-taken',
          `Another “${name}” is in its place by now, so the removed one was not brought back. Both are kept, the removed one until Agate closes. To have it, copy “${aside}” before then, under another name.`,
        )
      }
      await move(aside, path)
      this.#paths.delete(aside)
      return ok()
    })
  }

  /** Deletes them for good. Throws where one stays, because another program holds it, after the others are gone. */
  purge(): Promise<void> {
    this.#paths.clear()
    return deleteFolder(this.#folder)
  }
}

async function move(from: string, to: string): Promise<void> {
  await stat(from)
  // Before the file: without its note it is only read once more, but a file that has moved must not be told as unmoved.
  await moveNote(from, to)
  await rename(from, to)
}

async function moving<C extends string>(
  path: string,
  work: () => Promise<Result<undefined, C>>,
): Promise<Result<undefined, C | MoveErrorCode>> {
  const name = basename(path)
  try {
    return await work()
  } catch (error) {
    if (isDiskFull(error)) {
      return err('disk-full', `The disk is full, so “${name}” could not be moved. Nothing was changed; free some room.`)
    }
    if (isMissing(error)) return err('not-found', `“${name}” is no longer there.`)
    const code = errorCode(error)
    return err('disk-error', `“${name}” could not be moved (${String(code ?? error)}). Nothing was changed.`)
  }
}
