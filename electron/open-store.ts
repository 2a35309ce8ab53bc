import { ok, type Result } from '../shared/result.ts'
import { NoticeBoard } from './notice-board.ts'
import type { ServiceOptions } from './service-options.ts'
import { SettingsService } from './settings/settings-service.ts'
import { Ballast } from './storage/ballast.ts'
import { ConversationStore } from './storage/conversation-store.ts'
import { MessageStore } from './storage/message-store.ts'
import { openDatabase, type OpenedDatabase, type OpenErrorCode } from './storage/open-database.ts'
import { unlessFull } from './storage/storage-error.ts'

export interface Store {
  readonly db: OpenedDatabase['db']
  readonly settings: SettingsService
  readonly notices: NoticeBoard
  readonly messages: MessageStore
  readonly conversations: ConversationStore
  readonly ballast: Ballast
  /** The database alone: settings are on disk with each change. */
  readonly close: () => void
}

/** What is kept on disk, with what an end in the middle of an answer left behind put in order. */
export function openStore({ paths, settingsFile, publish, log }: ServiceOptions): Result<Store, OpenErrorCode> {
  const ballast = new Ballast(paths.database)
  const first = openDatabase({ path: paths.database })
  // On a full disk nothing could be deleted either, not even what fills it.
  const madeRoom = !first.ok && first.error.code === 'disk-full' && ballast.release()
  const opened = madeRoom ? openDatabase({ path: paths.database }) : first
  if (!opened.ok) return opened
  const { db, close } = opened.value

  const settings = new SettingsService(settingsFile, publish)
  const notices = new NoticeBoard(publish)
  notices.add(...opened.value.notices, ...settings.notices)

  const messages = new MessageStore(db)
  const conversations = new ConversationStore(db, messages)
  log('info', 'start', { interrupted: unlessFull(() => ballast.withRoom(() => messages.recoverInterrupted())) })
  conversations.purge()
  conversations.forgetPrivate()
  ballast.take()
  return ok({ db, settings, notices, messages, conversations, ballast, close })
}
