import { z } from 'zod'
import { Id } from '../../model/id.ts'
import { HotkeyState, QuickOpening, QuickText } from '../../model/quick.ts'
import { call, event, nothing } from '../define.ts'
import { MESSAGE_MAX } from '../../model/message.ts'
import { SETTINGS_ERRORS } from '../../model/settings.ts'

/** The quick window and its hotkey. */
export const quick = {
  /** The quick window has just been opened, with what it can ask about. */
  opened: event(QuickOpening),
  /** What it was opened with, for a page that has just been loaded; null while it is hidden. From then on it hears `opened`. */
  opening: call(nothing, QuickOpening.nullable(), []),
  /** It has been hidden, and is left with that. */
  hidden: event(z.object({})),
  hide: call(nothing, nothing, []),
  /** The window becomes as high as its content, up to a share of the screen. */
  resize: call(z.object({ height: z.number().positive().max(100_000) }), nothing, []),
  /** Stay open when another window gets the focus. */
  pin: call(z.object({ pinned: z.boolean() }), nothing, []),
  /** The copied text; null when there is none, or it is too long. */
  copiedText: call(nothing, QuickText.nullable(), []),
  /** Files were dropped on it: shows them in the main window. `remark` says why none was taken. */
  openDocuments: call(
    z.object({ paths: z.array(z.string().min(1).max(32_768)).min(1).max(1000) }),
    z.object({ remark: z.string().nullable() }),
    [],
  ),
  /** What was asked here before, newest first; private questions are not among it. */
  recent: call(nothing, z.array(z.string()), []),
  /**
   * Copies a text, and pastes it over what is selected in the program that had the focus. `remark` says why that was
   * not done; then it is copied only.
   */
  putBack: call(
    z.object({ text: z.string().min(1).max(MESSAGE_MAX) }),
    z.object({ remark: z.string().nullable() }),
    [],
  ),
  /** Opens a conversation in the main window and closes this one. `draft` is typed there, as the next question. */
  goOn: call(z.object({ conversationId: Id, draft: z.string().max(MESSAGE_MAX) }), nothing, []),
  /** A private exchange is over. */
  forget: call(nothing, nothing, []),
  hotkey: call(nothing, HotkeyState, []),
  hotkeyChanged: event(HotkeyState),
  /** Null for none. When it cannot be had the one before stays. */
  setHotkey: call(z.object({ accelerator: z.string().max(100).nullable() }), HotkeyState, [
    'refused',
    'taken',
    ...SETTINGS_ERRORS,
  ]),
  /** While keys are being recorded the hotkey does not act. */
  record: call(z.object({ recording: z.boolean() }), nothing, []),
}
