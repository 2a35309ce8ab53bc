import { statSync } from 'node:fs'

/** Names a file's contents without reading them: another size or time of change is another model. */
export function modelKey(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat ? `${path} ${stat.size} ${Math.round(stat.mtimeMs)}` : path
}
