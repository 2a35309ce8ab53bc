import { basename } from 'node:path'
import type { Catalogue, MemoryFit } from '../../shared/model/catalogue.ts'
import type { ModelDownload } from '../../shared/model/download.ts'
import { sizeInWords } from '../downloads/byte-size.ts'
import type { DownloadService } from '../downloads/download-service.ts'
import type { Sized } from '../downloads/memory-fit.ts'
import type { ModelInUse } from '../models/model-in-use.ts'

export interface CatalogueServices {
  readonly catalogue: Catalogue
  readonly downloads: DownloadService
  /** Whether a model will run here. */
  readonly fit: (sized: Sized) => MemoryFit
}

/** What `models list --json` prints of each model. */
interface ModelRow {
  /** Null for a file that is not of the catalogue. */
  readonly id: string | null
  readonly name: string
  readonly quantisation: string | null
  readonly sizeBytes: number
  readonly state: ModelDownload['state']
  /** Null where the file does not tell. */
  readonly fit: MemoryFit['verdict'] | null
  readonly reason: string | null
  /** Null when it is not on this computer. */
  readonly path: string | null
}

/** The models that can be had, in the catalogue's order, then the other files of this computer. */
export async function listModels(
  { models, ...services }: CatalogueServices & { readonly models: Pick<ModelInUse, 'list'> },
  json: boolean,
): Promise<string> {
  await services.downloads.lookAgain()
  const offers = offerRows(services)
  const files = (await models.list()).filter(({ path }) => !offers.some((offer) => offer.path === path))
  const others = files.map(({ name, sizeBytes, path, memory }): ModelRow => {
    const { verdict = null, reason = null } = memory === null ? {} : services.fit({ sizeBytes, memory })
    return { id: null, name, quantisation: null, sizeBytes, state: 'ready', fit: verdict, reason, path }
  })
  const rows = [...offers, ...others]
  return json ? `${JSON.stringify(rows)}\n` : rows.map((row) => `${lineOf(row)}\n`).join('')
}

function offerRows({ catalogue, downloads, fit }: CatalogueServices): ModelRow[] {
  return catalogue.models.map((entry) => {
    const { id, name, quantisation, sizeBytes } = entry
    const { state = 'absent', path = null } = downloads.get(id) ?? {}
    const { verdict, reason } = fit(entry)
    return { id, name, quantisation, sizeBytes, state, fit: verdict, reason, path }
  })
}

function lineOf({ id, name, quantisation, sizeBytes, fit, state, path }: ModelRow): string {
  const title = quantisation === null ? name : `${name}, ${quantisation}`
  const size = sizeInWords(sizeBytes).padStart(8)
  return [(id ?? basename(path ?? '')).padEnd(24), title.padEnd(28), size, fit ?? 'unknown', state].join('  ')
}
