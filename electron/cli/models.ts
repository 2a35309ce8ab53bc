import { done, EXIT, failed, type CommandOutcome, type CommandSink, type ModelsRequest } from './command.ts'
import { downloadNotes } from './download-notes.ts'
import { type CatalogueServices, listModels } from './list-models.ts'
import { checkModel, importModel, type ModelFileServices, removeModel } from './model-files.ts'

export interface ModelsServices extends CatalogueServices, ModelFileServices {}

/** `agate models …`: the models of the catalogue on this computer. */
export async function runModels(
  request: ModelsRequest,
  services: ModelsServices,
  sink: CommandSink,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  switch (request.action) {
    case 'list':
      return done(await listModels(services, request.json))
    case 'download':
      if (services.downloads.get(request.id) === null) {
        return failed(EXIT.badUse, `The catalogue has no model "${request.id}". Try: agate models list`)
      }
      return download(request, services, sink, signal)
    case 'import':
      return importModel(request, services, sink, signal)
    case 'remove':
      return removeModel(request, services)
    case 'check':
      return checkModel(request, services, signal)
  }
}

async function download(
  { id, acceptLicence, json }: Extract<ModelsRequest, { action: 'download' }>,
  { downloads }: CatalogueServices,
  sink: CommandSink,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  const licence = downloads.licences.of(id)
  if (licence?.missing === true) {
    sink.note(`${licence.licence.notice}\n${licence.licence.name}: ${licence.licence.url}`)
    if (!acceptLicence) {
      return failed(EXIT.badUse, 'Nothing was fetched. To agree to these terms, add --accept-licence.')
    }
    const accepted = downloads.licences.accept(id)
    if (!accepted.ok) return failed(EXIT.failed, accepted.error.message)
  }
  const started = downloads.start(id)
  if (!started.ok) return failed(EXIT.badUse, started.error.message)
  const pause = () => void downloads.pause(id)
  signal.addEventListener('abort', pause)
  const stopNotes = downloads.onChange(downloadNotes(id, sink))
  try {
    let ended = await downloads.ended(id)
    // A file under its name was being checked, and is another.
    if (ended?.state === 'absent' && !signal.aborted) {
      downloads.start(id)
      ended = await downloads.ended(id)
    }
    if (ended?.state === 'ready') return done(json ? `${JSON.stringify(ended)}\n` : `${ended.path ?? ''}\n`)
    return failed(EXIT.failed, ended?.problem?.message ?? 'The download was paused. The same command goes on with it.')
  } finally {
    stopNotes()
    signal.removeEventListener('abort', pause)
  }
}
