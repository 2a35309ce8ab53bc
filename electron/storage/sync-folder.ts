import { type FileHandle, open } from 'node:fs/promises'
import { errorCode } from '../error-code.ts'

/** Windows lets nobody sync a folder, and some network folders do not; their renames are in a journal already. */
const IMPOSSIBLE = ['EPERM', 'EACCES', 'EISDIR', 'EINVAL', 'ENOTSUP']

/** Brings the names in a folder to the disk itself, where a power cut cannot take them; as far as the system lets one. */
export async function syncFolder(folder: string, openFolder = openToRead): Promise<void> {
  try {
    const handle = await openFolder(folder)
    await handle.sync().finally(() => handle.close())
  } catch (error) {
    const code = errorCode(error)
    if (!IMPOSSIBLE.includes(String(code))) throw error
  }
}

function openToRead(folder: string): Promise<Pick<FileHandle, 'sync' | 'close'>> {
  return open(folder, 'r')
}
