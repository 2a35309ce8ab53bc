import { readFile } from 'node:fs/promises'
import { Catalogue } from '../../shared/model/catalogue.ts'

/** The catalogue that Agate was shipped with. A wrong one is a mistake in Agate itself, so this throws. */
export async function readCatalogue(path: string): Promise<Catalogue> {
  return Catalogue.parse(JSON.parse(await readFile(path, 'utf8')))
}
