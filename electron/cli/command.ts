import { z } from 'zod'
import { SummaryWish } from '../../shared/model/summary-job.ts'

/** One command for the terminal, as it is typed and as it travels to an Agate that is open. */
export const CommandRequest = z.union([
  z.object({
    kind: z.literal('ask'),
    text: z.string(),
    /** Absolute path of another model file to answer with, or null for the one in use. */
    model: z.string().nullable(),
    json: z.boolean(),
  }),
  z.object({ kind: z.literal('models'), action: z.literal('list'), json: z.boolean() }),
  z.object({
    kind: z.literal('models'),
    action: z.literal('download'),
    /** Of the catalogue. */
    id: z.string(),
    acceptLicence: z.boolean(),
    json: z.boolean(),
  }),
  z.object({
    kind: z.literal('models'),
    action: z.enum(['import', 'remove', 'check']),
    /** An id of the catalogue, a model's name, or the absolute path of a file. */
    model: z.string(),
    /** The file as it was typed, made absolute. */
    path: z.string(),
    link: z.boolean(),
    json: z.boolean(),
  }),
  z.object({
    kind: z.literal('summarise'),
    /** Absolute, of files and folders. */
    paths: z.array(z.string()).min(1),
    wish: SummaryWish,
    /** Recognise the text of pictures. */
    ocr: z.boolean(),
    password: z.string().nullable(),
    /** Absolute path of another model file, or null for the one in use. */
    model: z.string().nullable(),
    json: z.boolean(),
  }),
  z.object({
    kind: z.literal('bench'),
    /** Absolute path of another model file to measure, or null for the one in use. */
    model: z.string().nullable(),
    rounds: z.int().min(1).max(99),
    json: z.boolean(),
  }),
])
export type CommandRequest = z.infer<typeof CommandRequest>
export type AskRequest = Extract<CommandRequest, { kind: 'ask' }>
export type SummariseRequest = Extract<CommandRequest, { kind: 'summarise' }>
export type BenchRequest = Extract<CommandRequest, { kind: 'bench' }>
export type ModelsRequest = Extract<CommandRequest, { kind: 'models' }>

export const CommandOutcome = z.object({
  exitCode: z.int(),
  /** A sentence for stderr, when something has to be said. */
  problem: z.string().nullable(),
  /** For stdout, after the text that was streamed. */
  output: z.string(),
})
export type CommandOutcome = z.infer<typeof CommandOutcome>

/** Where a command's words go while it runs: this terminal, or another process's. */
export interface CommandSink {
  /** For stdout, at once. */
  text(text: string): void
  /** Progress, for stderr. */
  note(message: string): void
}

export type RunCommand = (request: CommandRequest, sink: CommandSink, signal: AbortSignal) => Promise<CommandOutcome>

/** `notRead`: a document could not be read, or in part only. */
export const EXIT = { failed: 1, badUse: 2, noModel: 3, notRead: 4 } as const

export function failed(exitCode: number, problem: string): CommandOutcome {
  return { exitCode, problem, output: '' }
}

/** Another model could not be used for this command: there is none in that file, or Agate is busy with another. */
export function notLent({ code, message }: { readonly code: string; readonly message: string }): CommandOutcome {
  return failed(code === 'busy' ? EXIT.failed : EXIT.noModel, message)
}

export function done(output: string): CommandOutcome {
  return { exitCode: 0, problem: null, output }
}
