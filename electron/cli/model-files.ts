import { basename } from 'node:path'
import type { ModelFile } from '../../shared/model/model-file.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { sizeInWords } from '../downloads/byte-size.ts'
import type { DownloadService } from '../downloads/download-service.ts'
import type { ModelFiles } from '../models/model-files.ts'
import type { ModelInUse } from '../models/model-in-use.ts'
import { done, EXIT, failed, type CommandOutcome, type CommandSink, type ModelsRequest } from './command.ts'

export interface ModelFileServices {
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

/** Of a download the checksum too; of any other file whether it is sound. */
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
  if (!check.ok) return verdict(request, false, check.error.message)
  const download = downloads.list().find(({ path }) => path === check.value.path)
  if (download === undefined) return verdict(request, true, `“${check.value.name}” is sound.`)
  const intact = await downloads.isIntact(download.id, signal)
  if (signal.aborted) return failed(EXIT.failed, 'The file was not read to its end. Nothing was changed.')
  return intact
    ? verdict(request, true, 'The file is complete and unchanged.')
    : verdict(request, false, 'The file is no longer what was downloaded. Delete it and download it again.')
}

function verdict({ json }: FileRequest, sound: boolean, message: string): CommandOutcome {
  if (json)
    return { exitCode: sound ? 0 : EXIT.failed, problem: null, output: `${JSON.stringify({ sound, message })}\n` }
  return sound ? done(`${message}\n`) : failed(EXIT.failed, message)
}

const EXIT_CODES = { 'not-here': EXIT.failed, unclear: EXIT.badUse } as const

/** The model that was meant: by its id in the catalogue, its file, or its name. Or why it is not clear. */
async function named(
  { model, path }: FileRequest,
  { downloads, models }: ModelFileServices,
): Promise<Result<ModelFile, keyof typeof EXIT_CODES>> {
  const known = await models.list()
  const download = downloads.get(model)
  const byPath = known.find((one) => one.path === (download?.path ?? path))
  if (byPath) return ok(byPath)
  if (download) return err('not-here', `“${model}” is not on this computer. Nothing was changed.`)
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
