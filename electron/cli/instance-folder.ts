import { lstatSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/** Makes the folder of a socket, which only this user may enter. Throws where it cannot be made or is not only theirs. */
export function makeInstanceFolder(socket: string): void {
  if (process.platform === 'win32') return
  mkdirSync(dirname(socket), { recursive: true, mode: 0o700 })
  if (!isInstanceFolder(socket)) throw new Error('The folder of the socket is not this user’s alone')
}

/** The folder may lie in one that everybody can write to: somebody else's would take what this user asks. */
export function isInstanceFolder(socket: string): boolean {
  if (process.platform === 'win32') return true
  const folder = lstatSync(dirname(socket), { throwIfNoEntry: false })
  return folder?.isDirectory() === true && folder.uid === process.getuid?.() && (folder.mode & 0o077) === 0
}
