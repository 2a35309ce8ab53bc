import { randomUUID } from 'node:crypto'
import { basename, dirname } from 'node:path'
import type { AgatePublish } from '../shared/ipc/contract.ts'
import { actionStarts } from '../shared/model/quick-prompt.ts'
import { ok, type Result } from '../shared/result.ts'
import { ChatService } from './chat/chat-service.ts'
import { runAsk, type AskServices } from './cli/ask.ts'
import { runBench, type BenchServices } from './cli/bench.ts'
import type { RunCommand } from './cli/command.ts'
import { runSummarise } from './cli/summarise.ts'
import { runModels } from './cli/models.ts'
import type { DownloadService } from './downloads/download-service.ts'
import type { SpawnRoom } from './documents/room/room-process.ts'
import type { Engine } from './engine/engine.ts'
import type { EngineLog, SpawnEngine } from './engine/engine-process.ts'
import { openDevices } from './engine/ladder/open-devices.ts'
import { EngineSupervisor } from './engine/supervisor.ts'
import type { Log } from './log.ts'
import { thisComputer } from './models/computer.ts'
import { ModelDesk } from './models/model-desk.ts'
import { showHealth } from './models/model-health.ts'
import { ModelFiles } from './models/model-files.ts'
import { ModelInUse } from './models/model-in-use.ts'
import { ModelLibrary } from './models/model-library.ts'
import { ModelRepair } from './models/model-repair.ts'
import { lastSpeeds, recordSpeeds } from './models/speed-record.ts'
import { whenIdle } from './models/when-idle.ts'
import { NoticeBoard } from './notice-board.ts'
import { openDocuments, type Documents } from './open-documents.ts'
import { openDownloads } from './open-downloads.ts'
import type { AppPaths } from './paths.ts'
import { SettingsService, type SettingsFile } from './settings/settings-service.ts'
import { Ballast } from './storage/ballast.ts'
import { ConversationStore } from './storage/conversation-store.ts'
import { MessageStore } from './storage/message-store.ts'
import { openDatabase, type OpenErrorCode } from './storage/open-database.ts'

export interface ServiceOptions {
  readonly paths: AppPaths
  readonly version: string
  /** Of the system, such as "de-DE". */
  readonly locale: string
  readonly settingsFile: SettingsFile
  readonly spawnEngine: SpawnEngine
  readonly spawnRoom: SpawnRoom
  /** Starts the library alone, for measurements. */
  readonly spawnBareEngine: SpawnEngine
  readonly publish: AgatePublish
  readonly log: Log
}

export interface Services extends Documents {
  readonly conversations: ConversationStore
  readonly chat: ChatService
  readonly engine: Engine
  /** The computer slept: graphics cards may have come or gone. */
  readonly lookForCards: () => void
  readonly models: ModelInUse
  readonly modelDesk: ModelDesk
  readonly modelFiles: ModelFiles
  readonly modelRepair: ModelRepair
  readonly downloads: DownloadService
  readonly settings: SettingsService
  readonly notices: NoticeBoard
  /** `agate ask`, `agate models` and `agate bench`. */
  readonly command: RunCommand
  /** Stops and saves answers, then closes the database, then ends the engine. */
  close(): Promise<void>
}

/** Everything that works without a window, in the order in which it begins and, backwards, ends. */
export async function openServices(options: ServiceOptions): Promise<Result<Services, OpenErrorCode>> {
  const { paths, publish, log } = options
  const opened = openDatabase({ path: paths.database })
  if (!opened.ok) return opened
  const { db } = opened.value

  const settings = new SettingsService(options.settingsFile, publish)
  const notices = new NoticeBoard(publish)
  notices.add(...opened.value.notices, ...settings.notices)

  const messages = new MessageStore(db)
  const conversations = new ConversationStore(db, messages)
  log('info', 'start', { interrupted: messages.recoverInterrupted() })
  conversations.purge()
  conversations.forgetPrivate()
  const ballast = new Ballast(paths.database)
  ballast.take()

  const engineLog: EngineLog = (level, message) => log(level, 'engine', { message })
  const devices = openDevices({
    file: paths.devices,
    binaries: paths.engineBinaries,
    tinyModel: paths.selfTestModel,
    appVersion: options.version,
    spawn: options.spawnEngine,
    log: engineLog,
    offload: (path) => settings.modelSettings(path).offload,
    health: (model, sound) => showHealth(notices, model, sound),
  })
  const engine = new EngineSupervisor({
    spawn: options.spawnEngine,
    log: engineLog,
    settings: (path) => settings.modelSettings(path),
    starts: (path) => ({
      folder: paths.keptStarts,
      systemPrompt: settings.modelSettings(path).systemPrompt,
      texts: actionStarts(settings.get(), options.locale),
    }),
    ladder: devices.ladder,
  })
  reloadForStarts(settings, options.locale, engine)
  const trials = devices.follow(engine)
  engine.onStatus((status) => publish('engine', 'statusChanged', status))
  const library = new ModelLibrary({
    folders: [paths.downloadedModels, paths.bundledModels],
    chosenPath: () => settings.get().modelPath,
    linked: () => settings.get().linkedModels,
  })
  const models = new ModelInUse(library, engine, settings, notices)
  const modelsCommand = await openDownloads({ paths, settings, freeVramBytes: () => devices.freeCardBytes(), log })
  const { catalogue, downloads, fit, fileFits } = modelsCommand
  // A model that has just become ready may be better than the one in use.
  downloads.onChange(({ state }) => {
    if (state === 'ready') whenIdle(engine, () => void models.apply().then(() => publish('models', 'changed', {})))
  })
  engine.onStatus(recordSpeeds(settings, () => models.current))
  const modelFiles = new ModelFiles({
    folder: paths.downloadedModels,
    bundledFolders: [paths.bundledModels],
    models,
    settings,
    async changed(path) {
      for (const { id, fileName } of catalogue.models) if (basename(path) === fileName) await downloads.refresh(id)
      await models.apply()
      publish('models', 'changed', {})
    },
  })
  await modelFiles.purge()
  const modelDesk = new ModelDesk({
    catalogue,
    tryCards: () => trials.tryAgain(),
    downloads,
    fit,
    fileFits,
    models,
    engine,
    settings,
    computer: () => thisComputer(dirname(paths.database)),
    bundledFolders: [paths.bundledModels],
    publish,
  })
  await models.apply()

  const documents = await openDocuments({
    ...{ db, conversations, models, engine, publish, log },
    speeds: () => lastSpeeds(engine.status(), settings, models.current),
    folder: paths.documents,
    copiesFolder: paths.openedCopies,
    spawnRoom: options.spawnRoom,
  })
  const chat = new ChatService({
    conversations,
    messages,
    engine,
    ballast,
    settings: () => settings.get(),
    modelSettings: () => settings.modelSettings(models.current?.path ?? ''),
    answerFromDocuments: (question) => documents.questions.answer(question),
    publish,
    newId: randomUUID,
    log,
  })
  engine.onStatus(({ state }) => {
    if (state === 'ready') documents.summaries.modelReady()
  })

  const ask: AskServices = {
    send: (input, signal) => chat.send(input, signal),
    borrowModel: (path) => models.borrow(path),
    onStatus: (listener) => engine.onStatus(listener),
  }
  const bench: BenchServices = {
    engine,
    models,
    spawnBare: options.spawnBareEngine,
    holdTrials: () => trials.hold(),
    log: engineLog,
  }
  return ok({
    ...documents,
    conversations,
    chat,
    engine,
    lookForCards: () => trials.lookAgain(),
    models,
    modelDesk,
    modelFiles,
    modelRepair: new ModelRepair({ catalogue, downloads, models, files: modelFiles, desk: modelDesk, engine }),
    downloads,
    settings,
    notices,
    command(request, sink, signal) {
      if (request.kind === 'ask') return runAsk(request, ask, sink, signal)
      if (request.kind === 'summarise') return runSummarise(request, { ...documents, models }, sink, signal)
      if (request.kind === 'bench') return runBench(request, bench, sink, signal)
      return runModels(request, { ...modelsCommand, models, files: modelFiles }, sink, signal)
    },
    async close() {
      await downloads.close()
      await modelFiles.purge()
      await chat.stopAll()
      await documents.documents.close()
      await documents.documents.purge()
      opened.value.close()
      await trials.close()
      await engine.close()
    },
  })
}

/** What is kept evaluated belongs to the actions as they were when the model was loaded. */
function reloadForStarts(settings: SettingsService, locale: string, engine: Engine): void {
  let before = actionStarts(settings.get(), locale).join()
  settings.onChange((changed) => {
    const starts = actionStarts(changed, locale).join()
    if (starts !== before) engine.reload()
    before = starts
  })
}
