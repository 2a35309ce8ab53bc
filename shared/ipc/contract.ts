import { app } from './calls/app.ts'
import { conversations } from './calls/conversations.ts'
import { chat } from './calls/chat.ts'
import { documents } from './calls/documents.ts'
import { engine } from './calls/engine.ts'
import { models } from './calls/models.ts'
import { quick } from './calls/quick.ts'
import { settings } from './calls/settings.ts'
import type { Client, Contract, Handlers, Publish } from './define.ts'

/** Every call, stream and event between main and its windows. Main parses each input; both sides' types come from here. */
export const contract = {
  app,
  conversations,
  chat,
  documents,
  engine,
  models,
  quick,
  settings,
} satisfies Contract

export type AgateContract = typeof contract
export type AgateClient = Client<AgateContract>
export type AgateHandlers = Handlers<AgateContract>
export type AgatePublish = Publish<AgateContract>
