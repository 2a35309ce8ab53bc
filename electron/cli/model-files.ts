import { basename } from 'node:path'
import type { Catalogue } from '../../shared/model/catalogue.ts'
import type { ModelFile } from '../../shared/model/model-file.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { sizeInWords } from '../downloads/byte-size.ts'
import type { DownloadService } from '../downloads/download-service.ts'
import { compareDigest } from '../downloads/file-digest.ts'
import type { ModelFiles } from '../models/model-files.ts'
import type { ModelInUse } from '../models/model-in-use.ts'
import { done, EXIT, failed, type CommandOutcome, type CommandSink, type ModelsRequest } from './command.ts'

export interface ModelFileServices {
  readonly catalogue: Catalogue
  readonly downloads: DownloadService
  readonly models: ModelInUse
  readonly files: ModelFiles
}

type FileRequest = Extract<ModelsRequest, { action: 'import' | 'remove' | 'check' }>

export async function importModel(
  { path, link, json }: FileRequest,
  { files }: ModelFileServices,
  sink: CommandSink,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  let told = -1
  const onProgress = (share: number) => {
    const tenth = Math.floor(share * 10)
    if (tenth !== told) sink.note(`Copying: ${tenth * 10} %`)
    told = tenth
  }
  const imported = link ? await files.link(path) : await files.copy(path, { onProgress, signal })
  if (!imported.ok) return failed(EXIT.failed, imported.error.message)
  const { path: at, name, sizeBytes, starter } = imported.value
  return done(json ? `${JSON.stringify({ path: at, name, sizeBytes, starter })}\n` : `${at}\n`)
}

/** For good: nobody could undo it, since this Agate ends with the command, or the person is not at its window. */
export async function removeModel(request: FileRequest, services: ModelFileServices): Promise<CommandOutcome> {
  const found = await named(request, services)
  // A file that was linked and is gone has no name any more, but can still be forgotten.
  const path = found.ok ? found.value.path : request.path
  const removed = await services.files.remove(path)
  if (!removed.ok) {
    if (!found.ok && removed.error.code === 'not-found')
      return failed(EXIT_CODES[found.error.code], found.error.message)
    return failed(EXIT.failed, removed.error.message)
  }
  const { freedBytes } = removed.value
  if (request.json) return done(`${JSON.stringify({ path, freedBytes })}\n`)
  return done(freedBytes === 0 ? `Forgotten: ${path}\n` : `Removed: ${path}, ${sizeInWords(freedBytes)}\n`)
}

/** Of a model of the catalogue the checksum; of any other file the header, since nothing else is known of it. */
export async function checkModel(
  request: FileRequest,
  services: ModelFileServices,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  const { downloads, models } = services
  const found = await named(request, services)
  const check = await models.check(found.ok ? found.value.path : request.path)
  // No name that Agate knows, and no file either.
  if (!found.ok && !check.ok && check.error.code === 'not-found') {
    return failed(EXIT_CODES[found.error.code], found.error.message)
  }
  if (!check.ok) return verdict(request, { sound: false, checked: 'header', message: check.error.message })
  const { path, name } = check.value
  const entry = downloads.entryAt(path)
  if (entry === null) {
    const message = `The header of “${name}” makes sense. No checksum of this file is known, so the rest was not read.`
    return verdict(request, { sound: true, checked: 'header', message })
  }
  const compared = await compareDigest(path, entry.sha256, { signal })
  if (signal.aborted) return failed(EXIT.failed, 'The file was not read to its end. Nothing was changed.')
  return verdict(request, { sound: compared === 'same', checked: 'checksum', message: COMPARED[compared] })
}

const COMPARED = {
  same: 'The file is complete and unchanged.',
  other:
    'The file is not what the catalogue has under this name: its checksum is another. Delete it and download it again.',
  unreadable:
    'The file could not be read to its end, so nobody can tell whether it is complete. See to the drive that it is on, then check it again.',
} as const

/** What `models check --json` prints. */
interface Verdict {
  readonly sound: boolean
  readonly checked: 'header' | 'checksum'
  readonly message: string
}

function verdict({ json }: FileRequest, found: Verdict): CommandOutcome {
  if (json) return { exitCode: found.sound ? 0 : EXIT.failed, problem: null, output: `${JSON.stringify(found)}\n` }
  return found.sound ? done(`${found.message}\n`) : failed(EXIT.failed, found.message)
}

const EXIT_CODES = { 'not-here': EXIT.failed, unclear: EXIT.badUse } as const

/** The model that was meant: by its id in the catalogue, its file, or its name. Or why it is not clear. */
async function named(
  { model, path }: FileRequest,
  { catalogue, downloads, models }: ModelFileServices,
): Promise<Result<ModelFile, keyof typeof EXIT_CODES>> {
  const known = await models.list()
  const entry = catalogue.models.find(({ id }) => id === model)
  const wantedPath = entry === undefined ? path : downloads.pathOf(entry)
  const byPath = known.find((one) => one.path === wantedPath)
  if (byPath) return ok(byPath)
  if (entry) return err('not-here', `“${model}” is not on this computer. Nothing was changed.`)
  const wanted = model.toLowerCase()
  const byName = known.filter((one) => [one.name, basename(one.path)].some((name) => name.toLowerCase() === wanted))
  const [only, ...more] = byName
  if (only === undefined) {
    return err('unclear', `Agate has no model “${model}”. It has: ${known.map(({ name }) => name).join(', ')}.`)
  }
  if (more.length === 0) return ok(only)
  const paths = byName.map((one) => one.path).join(', ')
  return err('unclear', `Several models are called “${model}”. Name the file: ${paths}.`)
}
