import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { ChatService, type ChatServiceOptions } from '../../electron/chat/chat-service.ts'
import { Ballast } from '../../electron/storage/ballast.ts'
import type { ChatEnd, ChatFrame } from '../../shared/ipc/calls/chat.ts'
import { MODEL_SETTINGS_DEFAULTS } from '../../shared/model/model-settings.ts'
import { Settings } from '../../shared/model/settings.ts'
import type { Result } from '../../shared/result.ts'
import { ScriptedEngine } from '../fakes/scripted-engine.ts'
import { openStore, type StoreUnderTest } from './store-under-test.ts'
import { tempFolder } from './temp-folder.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A chat service on a real store, with an engine that the test leads. */
export function startChat(
  engine = new ScriptedEngine(),
  folder = tempFolder(),
  modelSettings = MODEL_SETTINGS_DEFAULTS,
  answerFromDocuments: ChatServiceOptions['answerFromDocuments'] = () => null,
  settings = Settings.parse({}),
) {
  const store = openStore(folder)
  closing.push(() => store.close())
  const published: string[] = []
  const logged: string[] = []
  const chat = new ChatService({
    conversations: store.conversations,
    messages: store.messages,
    engine,
    ballast: new Ballast(join(folder, 'agate.db')),
    settings: () => settings,
    modelSettings: () => modelSettings,
    answerFromDocuments,
    publish: (group, name) => published.push(`${group}:${name}`),
    newId: randomUUID,
    log: (_level, event) => logged.push(event),
  })
  return { chat, store, engine, published, logged, folder }
}

/** Reads a stream in the background, as a window does. */
export function follow(stream: AsyncGenerator<ChatFrame, Result<ChatEnd>, undefined>) {
  const frames: ChatFrame[] = []
  const ended = (async () => {
    for (;;) {
      const next = await stream.next()
      if (next.done === true) return next.value
      frames.push(next.value)
    }
  })()
  return {
    frames,
    ended,
    text: () => frames.map(({ text }) => text ?? '').join(''),
    started: () => frames.find(({ started }) => started)?.started,
  }
}

export const never = new AbortController().signal

export function ask(
  chat: ChatService,
  text: string,
  conversationId: string | null = null,
  signal: AbortSignal = never,
) {
  return follow(chat.send({ conversationId, text }, signal))
}

export const lastReply = (store: StoreUnderTest, id: string) => store.messages.list(id).at(-1)
