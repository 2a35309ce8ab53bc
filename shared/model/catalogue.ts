import { z } from 'zod'

const HttpsUrl = z.url({ protocol: /^https$/u, hostname: z.regexes.domain })

/** What a model's owner asks of the people who use it. */
export const ModelLicence = z.object({
  /** With `version`, what an acceptance is remembered under: new terms are shown again. */
  id: z.string().regex(/^[a-z0-9.-]+$/u),
  version: z.string(),
  name: z.string(),
  url: HttpsUrl,
  /** The person has to agree before the first byte is fetched. */
  mustAccept: z.boolean(),
  /** What is shown before the download. */
  notice: z.string(),
})
export type ModelLicence = z.infer<typeof ModelLicence>

/** What decides how much memory a model takes while it runs. */
export const ModelMemory = z.object({
  layers: z.int().positive(),
  /** Of both keys and values, over all layers, at 16 bits each. */
  kvBytesPerToken: z.int().positive(),
  vocabulary: z.int().positive(),
  /** Longest context the model was trained for. */
  contextTokens: z.int().positive(),
})
export type ModelMemory = z.infer<typeof ModelMemory>

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/u)
const Revision = z.string().regex(/^[0-9a-f]{40}$/u)
/** Also the file's name on disk, so it may hold nothing that a path could be made of. */
const FileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.gguf$/u)

export const CatalogueEntry = z
  .object({
    id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/u),
    name: z.string(),
    /** As people say it: "2.6 billion". */
    parameters: z.string(),
    quantisation: z.string(),
    /** One sentence that helps to choose. */
    description: z.string(),
    fileName: FileName,
    url: HttpsUrl,
    revision: Revision,
    sizeBytes: z.int().positive(),
    sha256: Sha256,
    licence: z.string(),
    memory: ModelMemory,
    /** The small model that comes with Agate. */
    starter: z.boolean().default(false),
    /** The one to offer of several with the same name. */
    recommended: z.boolean().default(false),
  })
  .refine(({ url, revision }) => url.includes(`/resolve/${revision}/`), {
    message: 'the address must name the revision, or the file behind it can change',
  })
export type CatalogueEntry = z.infer<typeof CatalogueEntry>

export const Catalogue = z
  .object({ licences: z.array(ModelLicence), models: z.array(CatalogueEntry) })
  .refine(({ models }) => new Set(models.map(({ id }) => id)).size === models.length, { message: 'ids must differ' })
  .refine(({ models }) => new Set(models.map(({ fileName }) => fileName.toLowerCase())).size === models.length, {
    message: 'file names must differ, also where case does not count',
  })
  .refine(({ licences, models }) => models.every((model) => licences.some(({ id }) => id === model.licence)), {
    message: 'each model needs a licence from the list',
  })
export type Catalogue = z.infer<typeof Catalogue>

/** Whether a model will run on this computer, and why, as a sentence. */
export const MemoryFit = z.object({
  verdict: z.enum(['fits', 'tight', 'does-not-fit']),
  reason: z.string(),
})
export type MemoryFit = z.infer<typeof MemoryFit>
