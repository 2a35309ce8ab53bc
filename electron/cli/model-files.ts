import type { ModelFile } from '../../shared/model/model-file.ts'
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
  return done(json ? `${JSON.stringify(imported.value)}\n` : `${imported.value.path}\n`)
}

/** For good: nobody could undo it, since this Agate ends with the command, or the person is not at its window. */
export async function removeModel(request: FileRequest, { files, models }: ModelFileServices): Promise<CommandOutcome> {
  const found = await named(request, models)
  if (typeof found === 'string') return failed(EXIT.badUse, found)
  const removed = await files.remove(found.path)
  if (!removed.ok) return failed(EXIT.failed, removed.error.message)
  const { freedBytes } = removed.value
  if (request.json) return done(`${JSON.stringify({ path: found.path, freedBytes })}\n`)
  return done(freedBytes === 0 ? `Forgotten: ${found.path}\n` : `Removed: ${found.path}, ${sizeInWords(freedBytes)}\n`)
}

/** Of a download the checksum too; of any other file whether it is sound. */
export async function checkModel(
  request: FileRequest,
  { downloads, models }: ModelFileServices,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  const answer = (sound: boolean, message: string) => {
    if (request.json)
      return { exitCode: sound ? 0 : EXIT.failed, problem: null, output: `${JSON.stringify({ sound, message })}\n` }
    return sound ? done(`${message}\n`) : failed(EXIT.failed, message)
  }
  const download = downloads.get(request.model)
  if (download !== null) {
    if (download.state !== 'ready') return answer(false, 'This model is not on this computer.')
    const intact = await downloads.isIntact(request.model, signal)
    if (intact) return answer(true, 'The file is complete and unchanged.')
    return answer(false, 'The file is no longer what was downloaded. Delete it and download it again.')
  }
  const found = await named(request, models)
  const check = await models.check(typeof found === 'string' ? request.path : found.path)
  // No name that Agate knows, and no file either.
  if (typeof found === 'string' && !check.ok && check.error.code === 'not-found') return failed(EXIT.badUse, found)
  return check.ok ? answer(true, `“${check.value.name}” is sound.`) : answer(false, check.error.message)
}

/** The model that was meant, or a sentence that says why it is not clear. */
async function named({ model, path }: FileRequest, models: ModelInUse): Promise<ModelFile | string> {
  const known = await models.list()
  const byPath = known.find((one) => one.path === path)
  if (byPath) return byPath
  const wanted = model.toLowerCase()
  const byName = known.filter(({ name }) => name.toLowerCase() === wanted)
  const [only, ...more] = byName
  if (only === undefined) return `Agate has no model "${model}". It has: ${known.map(({ name }) => name).join(', ')}.`
  return more.length === 0
    ? only
    : `Several models are called "${model}". Name the file: ${byName.map((one) => one.path).join(', ')}.`
}
