import type { Catalogue } from '../../shared/model/catalogue.ts'
import type { DownloadWorkshop } from './download-workshop.ts'

/** Two models that are the same file under two names, so that one server serves both. */
export function twinCatalogue({ target }: Pick<DownloadWorkshop, 'target'>): Catalogue {
  const { url, revision, sizeBytes, sha256 } = target
  const model = {
    name: 'Test model',
    parameters: 'none',
    quantisation: 'Q4_K_M',
    description: 'For tests.',
    url,
    revision,
    sizeBytes,
    sha256,
    licence: 'terms',
    memory: { layers: 1, kvBytesPerToken: 1, vocabulary: 1, contextTokens: 1 },
    starter: false,
    recommended: false,
  }
  const licence = {
    id: 'terms',
    version: '1',
    name: 'Terms',
    url: 'https://example.org/',
    mustAccept: true,
    notice: '',
  }
  return {
    licences: [licence],
    models: [
      { ...model, id: 'one', fileName: 'one.gguf' },
      { ...model, id: 'two', fileName: 'two.gguf' },
    ],
  }
}
