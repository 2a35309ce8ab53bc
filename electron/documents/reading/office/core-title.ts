import { walkXml } from '../archive/walk-xml.ts'
import type { ZipArchive } from '../archive/zip-archive.ts'

/** The title in an Office file's properties. */
export function coreTitle(archive: ZipArchive): string | null {
  const part = archive.read('docProps/core.xml')
  if (part === null) return null
  let title = ''
  walkXml(part, {
    text: (text, path) => {
      if (path.at(-1) === 'title') title += text
    },
  })
  return title.trim() === '' ? null : title
}
