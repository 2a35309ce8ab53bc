import type { GgufHeader } from './gguf-header.ts'

interface KnownModel {
  readonly name: string
  readonly architecture: string
  readonly blocks: number
  readonly width: number
  /** Set where only this very file is meant. */
  readonly sizeBytes?: number
  readonly starter?: boolean
}

/** Models that Agate calls by their usual name, recognised by their geometry: names inside files vary. */
const KNOWN_MODELS: readonly KnownModel[] = [
  { name: 'Gemma 2 2B', architecture: 'gemma2', blocks: 26, width: 2304 },
  { name: 'Gemma 2 9B', architecture: 'gemma2', blocks: 42, width: 3584 },
  { name: 'Gemma 3 270M', architecture: 'gemma3', blocks: 18, width: 640 },
  { name: 'Gemma 3 1B', architecture: 'gemma3', blocks: 26, width: 1152 },
  { name: 'Gemma 3 4B', architecture: 'gemma3', blocks: 34, width: 2560 },
  {
    name: 'SmolLM2 135M (starter)',
    architecture: 'llama',
    blocks: 30,
    width: 576,
    sizeBytes: 98_362_432,
    starter: true,
  },
]

export interface ModelIdentity {
  readonly name: string
  readonly starter: boolean
}

/** What to call a model: by what it is, else by what its file says, else by the file's name. */
export function identifyModel(header: GgufHeader, sizeBytes: number, fileName: string): ModelIdentity {
  const architecture = header.values.get('general.architecture')
  const known = KNOWN_MODELS.find(
    (model) =>
      model.architecture === architecture &&
      header.values.get(`${model.architecture}.block_count`) === model.blocks &&
      header.values.get(`${model.architecture}.embedding_length`) === model.width &&
      (model.sizeBytes ?? sizeBytes) === sizeBytes,
  )
  if (known) return { name: known.name, starter: known.starter ?? false }
  const said = header.values.get('general.name')
  const name = typeof said === 'string' ? said.trim().slice(0, 80) : ''
  return { name: name === '' ? fileName.replace(/\.gguf$/iu, '') : name, starter: false }
}
