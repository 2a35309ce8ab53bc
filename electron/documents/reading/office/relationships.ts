import { walkXml } from '../archive/walk-xml.ts'
import type { ZipArchive } from '../archive/zip-archive.ts'

export interface Relationship {
  readonly id: string
  /** The last word of its type, for instance “slide”. */
  readonly type: string
  /** An entry of the archive. What lies outside is never followed, and is not here. */
  readonly target: string
}

/** What a part of an Office file refers to inside the file (ECMA-376, part 2, 8). */
export function relationshipsOf(archive: ZipArchive, part: string): Relationship[] {
  const slash = part.lastIndexOf('/') + 1
  const bytes = archive.read(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`)
  const found: Relationship[] = []
  if (bytes === null) return found
  walkXml(bytes, {
    open: (element) => {
      const target = element.attribute('Target')
      if (element.name !== 'Relationship' || target === undefined) return
      if (element.attribute('TargetMode') === 'External') return
      const type = element.attribute('Type') ?? ''
      const place = resolveInside(part.slice(0, slash), target)
      found.push({ id: element.attribute('Id') ?? '', type: type.slice(type.lastIndexOf('/') + 1), target: place })
    },
  })
  return found
}

const EMBEDDED = new Set(['oleObject', 'package', 'aFChunk'])

export function embeddedAmong(related: readonly Relationship[]): number {
  return related.filter(({ type }) => EMBEDDED.has(type)).length
}

/** What is to be said about files of other programs inside an Office file. */
export function embeddedRemarks(count: number): string[] {
  if (count === 0) return []
  return [
    count === 1
      ? 'Another file is embedded in it, and was not read.'
      : `${count} other files are embedded in it, and were not read.`,
  ]
}

/** The entry that a relative address means. */
export function resolveInside(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}
