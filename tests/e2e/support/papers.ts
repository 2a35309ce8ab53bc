import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { textPage, writePdf } from '../../support/documents/write-pdf.ts'

/** A PDF whose pages hold sentences that differ, each page about as much as a model reads at once. */
export function writePaper(path: string, { pages = 2, lines = 40, title = 'The bridge' } = {}): string {
  mkdirSync(dirname(path), { recursive: true })
  const page = (number: number) =>
    textPage(
      Array.from(
        { length: lines },
        (_, line) => `On day ${number * 100 + line} the council of the town measured the bridge over the river again.`,
      ),
    )
  writeFileSync(
    path,
    writePdf(
      Array.from({ length: pages }, (_, at) => page(at + 1)),
      { title },
    ),
  )
  return path
}
