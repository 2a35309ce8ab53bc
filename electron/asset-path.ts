import { realpath } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { APP_ORIGIN } from './ipc/trusted-sender.ts'

/** The file a URL names, or null when it names none inside `folder`. Links are followed before the check. */
export async function assetPath(folder: string, address: string): Promise<string | null> {
  try {
    const url = new URL(address)
    if (`${url.protocol}//${url.host}` !== APP_ORIGIN || url.username !== '' || url.password !== '') return null
    const path = decodeURIComponent(url.pathname)
    if (path.includes('\0') || path.includes('\\')) return null
    const root = await realpath(folder)
    const file = await realpath(resolve(root, join('.', path === '/' ? 'index.html' : path)))
    const inside = relative(root, file)
    return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : file
  } catch {
    return null
  }
}
