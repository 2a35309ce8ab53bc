import { randomUUID } from 'node:crypto'
import { ok, type Result } from '../shared/result.ts'
import { attempt } from './attempt.ts'
import { ChatService } from './chat/chat-service.ts'
import { runAsk, type AskServices } from './cli/ask.ts'
import { runBench, type BenchServices } from './cli/bench.ts'
import type { RunCommand } from './cli/command.ts'
import { runModels } from './cli/models.ts'
import { runSummarise } from './cli/summarise.ts'
import type { Engine } from './engine/engine.ts'
import { lastSpeeds } from './models/speed-record.ts'
import type { NoticeBoard } from './notice-board.ts'
import { openDocuments, type Documents } from './open-documents.ts'
import { openEngine } from './open-engine.ts'
import { openModels, type Models } from './open-models.ts'
import { openStore, type Store } from './open-store.ts'
import type { ServiceOptions } from './service-options.ts'
import type { SettingsService } from './settings/settings-service.ts'
import type { ConversationStore } from './storage/conversation-store.ts'
import type { OpenErrorCode } from './storage/open-database.ts'

export interface Services
  extends Documents, Pick<Models, 'models' | 'modelDesk' | 'modelFiles' | 'modelRepair' | 'downloads'> {
  readonly conversations: ConversationStore
  readonly chat: ChatService
  readonly engine: Engine
  /** The computer slept: graphics cards may have come or gone. */
  readonly lookForCards: () => void
  readonly settings: SettingsService
  readonly notices: NoticeBoard
  /** `agate ask`, `agate summarise`, `agate models` and `agate bench`. */
  readonly command: RunCommand
  /** Stops and saves answers, then closes the database, then ends the engine; what only clears away comes last. */
  close(): Promise<void>
}

/** Everything that works without a window, in the order in which it begins and, backwards, ends. */
export async function openServices(options: ServiceOptions): Promise<Result<Services, OpenErrorCode>> {
  const opened = openStore(options)
  if (!opened.ok) return opened
  const store = opened.value
  const { settings, conversations, notices } = store
  const engineParts = openEngine(options, store)
  const { engine, trials } = engineParts
  const modelParts = await openModels(options, store, engineParts)
  const { models, modelFiles, downloads } = modelParts
  const { paths, publish, log } = options
  const documents = await openDocuments({
    ...{ db: store.db, ballast: store.ballast, conversations, models, engine, publish, log },
    speeds: () => lastSpeeds(engine.status(), settings, models.current),
    folder: paths.documents,
    copiesFolder: paths.openedCopies,
    spawnRoom: options.spawnRoom,
  })
  const chat = openChat(options, store, engine, models, documents)
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
    log: engineParts.log,
  }
  return ok({
    ...documents,
    ...modelParts,
    conversations,
    chat,
    engine,
    lookForCards: () => trials.lookAgain(),
    settings,
    notices,
    command(request, sink, signal) {
      if (request.kind === 'ask') return runAsk(request, ask, sink, signal)
      if (request.kind === 'summarise') return runSummarise(request, { ...documents, models }, sink, signal)
      if (request.kind === 'bench') return runBench(request, bench, sink, signal)
      return runModels(request, { ...modelParts, files: modelFiles }, sink, signal)
    },
    async close() {
      const step = (name: string, work: () => unknown) => attempt(name, work, log)
      await step('answers', () => chat.stopAll())
      await step('documents', () => documents.documents.close())
      await step('removed documents', () => documents.documents.purge())
      await step('database', () => store.close())
      await step('downloads', () => downloads.close())
      await step('trials', () => trials.close())
      await step('engine', () => engine.close())
      // Gigabytes, which the engine may have held open until now.
      await step('removed models', () => modelFiles.purge())
    },
  })
}

function openChat(
  { publish, log }: ServiceOptions,
  { conversations, messages, ballast, settings }: Store,
  engine: Engine,
  models: Models['models'],
  { questions }: Documents,
): ChatService {
  return new ChatService({
    conversations,
    messages,
    engine,
    ballast,
    settings: () => settings.get(),
    modelSettings: () => settings.modelSettings(models.current?.path ?? ''),
    answerFromDocuments: (question) => questions.answer(question),
    publish,
    newId: randomUUID,
    log,
  })
}
