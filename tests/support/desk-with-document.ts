import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SummaryWish } from '../../shared/model/summary-job.ts'
import { startDesk } from './desk-under-test.ts'
import { textPage, writePdf } from './documents/write-pdf.ts'
import { answered } from './store-under-test.ts'
import { tempFolder } from './temp-folder.ts'

export const FULL: SummaryWish = { mode: 'full', length: 'medium', language: null }

/** The path of a new document of three long pages. */
export function report(name = 'report.pdf'): string {
  const path = join(tempFolder(), name)
  const lines = Array.from(
    { length: 60 },
    (_, line) => `This is line ${line}, and it is here to make the page a long one.`,
  )
  writeFileSync(path, writePdf([1, 2, 3].map((page) => textPage([`Page ${page} of ${name}`, ...lines]))))
  return path
}

/** A desk with a document whose summary nobody has wished for. */
export async function deskWithDocument(options: Parameters<typeof startDesk>[0]) {
  const started = startDesk(options)
  const [attachment] = await started.added([report()], answered(started.store, 'A question', 'An answer'))
  return { ...started, id: attachment?.document?.id ?? '', attachment: attachment?.id ?? '' }
}
