import { z } from 'zod'
import { CatalogueEntry, MemoryFit, ModelLicence } from './catalogue.ts'
import { ModelDownload } from './download.ts'
import { MeasuredSpeed } from './measured-speed.ts'
import { ModelFile } from './model-file.ts'

/** How fast a model would write, reckoned from another one that was measured on this computer. */
export const ExpectedSpeed = z.object({
  tokensPerSecond: z.number().positive(),
  /** The name of the model that was measured. */
  from: z.string(),
})
export type ExpectedSpeed = z.infer<typeof ExpectedSpeed>

/** A model of the catalogue as a person chooses it: will it run, what does it ask, how far is it. */
export const ModelOffer = z.object({
  ...CatalogueEntry.shape,
  fit: MemoryFit,
  download: ModelDownload,
  terms: z.object({
    ...ModelLicence.pick({ name: true, url: true, notice: true, mustAccept: true }).shape,
    /** They have to be accepted and were not yet. */
    missing: z.boolean(),
  }),
  /** Null until it has answered on this computer. */
  speed: MeasuredSpeed.nullable(),
  /** Null where it was measured itself, and where nothing that was measured here lets it be told. */
  expected: ExpectedSpeed.nullable(),
})
export type ModelOffer = z.infer<typeof ModelOffer>

/** A model file on this computer. */
export const LocalModel = z.object({
  ...ModelFile.shape,
  inUse: z.boolean(),
  /** It came with Agate, so it cannot be removed. */
  bundled: z.boolean(),
  /** Null where the file does not tell. */
  fit: MemoryFit.nullable(),
  /** Null until it has answered on this computer. */
  speed: MeasuredSpeed.nullable(),
})
export type LocalModel = z.infer<typeof LocalModel>

/** A model that was removed, and can come back until Agate closes. */
export const RemovedModel = z.object({
  /** Where it was. */
  path: z.string(),
  name: z.string(),
  /** When Agate closes; none for a file that is only forgotten. */
  freedBytes: z.int().nonnegative(),
})
export type RemovedModel = z.infer<typeof RemovedModel>

const ProvenCards = z.object({
  /** As their driver names them. */
  names: z.array(z.string()),
  totalBytes: z.number().nonnegative(),
  freeBytes: z.number().nonnegative(),
})
export type ProvenCards = z.infer<typeof ProvenCards>

/** What decides which models run well here. */
export const Computer = z.object({
  cores: z.int().positive(),
  ramBytes: z.int().positive(),
  /** The graphics cards that showed their worth; null where none has. */
  cards: ProvenCards.nullable(),
  /** What this user may still write where models are kept; null when it cannot be told. */
  freeDiskBytes: z.int().nonnegative().nullable(),
})
export type Computer = z.infer<typeof Computer>

export const ModelOverview = z.object({
  computer: Computer,
  /** In the catalogue's order. */
  offers: z.array(ModelOffer),
  /** The one in use first. */
  files: z.array(LocalModel),
  /** Since Agate started, the latest last. */
  removed: z.array(RemovedModel),
})
export type ModelOverview = z.infer<typeof ModelOverview>
