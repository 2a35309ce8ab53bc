import { z } from 'zod'
import { Id } from '../../model/id.ts'
import { Notice } from '../../model/notice.ts'
import { call, event, nothing } from '../define.ts'

/** What the application's menu has the window do. */
export const WindowCommand = z.enum([
  'new-chat',
  'open-documents',
  'export',
  'toggle-sidebar',
  'rename',
  'delete',
  'models',
  'quick-settings',
  'keys',
])
export type WindowCommand = z.infer<typeof WindowCommand>

/** The application itself. */
export const app = {
  info: call(nothing, z.object({ version: z.string(), platform: z.string(), dataFolder: z.string() }), []),
  /** Notices that came up before or while the window was open, oldest first. */
  notices: call(nothing, z.array(Notice), []),
  dismissNotice: call(z.object({ id: z.string() }), nothing, []),
  noticesChanged: event(z.object({})),
  /** Whether Agate starts with the session, without a window. */
  startsAtLogin: call(nothing, z.boolean(), []),
  startAtLogin: call(z.object({ on: z.boolean() }), nothing, ['not-written']),
  /** Opens a web or mail address in the system's own browser, after checking it. */
  openLink: call(z.object({ url: z.string().max(2048) }), nothing, ['refused']),
  /** A menu item or a shortcut that the renderer carries out. */
  command: event(z.object({ name: WindowCommand })),
  /** Open this conversation: it goes on from the quick window, with what was typed there and not asked. */
  openConversation: event(z.object({ id: Id, draft: z.string().optional() })),
}
