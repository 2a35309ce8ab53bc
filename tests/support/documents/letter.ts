import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tempFolder } from '../temp-folder.ts'
import { textPage, writePdf } from './write-pdf.ts'

/** Writes a PDF of two pages, four words and a title, and says where it is. */
export function letter(folder = tempFolder(), name = 'letter.pdf', words = 'Dear Ada,'): string {
  const path = join(folder, name)
  writeFileSync(path, writePdf([textPage([words]), textPage(['Yours, Alan'])], { title: 'A letter to Ada' }))
  return path
}
