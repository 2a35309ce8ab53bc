import { z } from 'zod'
import { Attachment, DocumentInput, PageText } from '../model/attachment.ts'
import { Conversation, Title } from '../model/conversation.ts'
import { DocumentAnswer } from '../model/document-answer.ts'
import { EngineStatus } from '../model/engine-status.ts'
import { DOWNLOAD_START_ERRORS, InstalledCopy, ModelDownload } from '../model/download.ts'
import { Id } from '../model/id.ts'
import { EndReason, Message, MessageStatus, ReplyFigures } from '../model/message.ts'
import { MODEL_FILE_ERRORS, ModelFile } from '../model/model-file.ts'
import { ModelOverview } from '../model/model-offer.ts'
import { ModelSettings, ModelSettingsPatch } from '../model/model-settings.ts'
import { ModelExamination } from '../model/model-examination.ts'
import { Notice } from '../model/notice.ts'
import { ImportFrame, MODEL_IMPORT_ERRORS, MODEL_REMOVE_ERRORS } from '../model/model-import.ts'
import { HotkeyState, QuickOpening, QuickText } from '../model/quick.ts'
import { JobProgress, JobView, PartView, SummaryEstimate, SummaryWish } from '../model/summary-job.ts'
import { Settings, SettingsPatch } from '../model/settings.ts'
import { call, event, stream, type Client, type Contract, type Handlers, type Publish } from './define.ts'

/** Longest text one message may have, in UTF-16 units. Far above any context, so that the refusal can name a size. */
export const MESSAGE_MAX = 4_000_000

const nothing = z.void()

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
])
export type WindowCommand = z.infer<typeof WindowCommand>

/**
 * One answered turn, as it grows. All fields are optional and merge: `text` is what was added,
 * `reading` the newest progress of the prompt.
 */
export const ChatFrame = z.object({
  started: z.object({ conversationId: Id, userMessageId: Id, replyId: Id }).optional(),
  /** Share of the prompt that is evaluated, 0 to 1. */
  reading: z.number().min(0).max(1).optional(),
  text: z.string().optional(),
  /** What the text so far rests on. */
  fromDocuments: DocumentAnswer.optional(),
})
export type ChatFrame = z.infer<typeof ChatFrame>

function mergeChatFrames(waiting: ChatFrame, next: ChatFrame): ChatFrame {
  const merged: ChatFrame = { ...waiting, ...next }
  if (waiting.text !== undefined && next.text !== undefined) merged.text = waiting.text + next.text
  return merged
}

export const ChatEnd = z.object({
  replyId: Id,
  status: MessageStatus,
  endReason: EndReason,
  figures: ReplyFigures.nullable(),
})
export type ChatEnd = z.infer<typeof ChatEnd>

/** Every call, stream and event between main and its windows. Main parses each input; both sides' types come from here. */
export const contract = {
  app: {
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
    /** Open this conversation: it goes on from the quick window. */
    openConversation: event(z.object({ id: Id })),
  },
  conversations: {
    /** Newest activity first; deleted ones are left out. */
    list: call(nothing, z.array(Conversation), []),
    /** The conversation and its messages, oldest first. */
    open: call(z.object({ id: Id }), z.object({ conversation: Conversation, messages: z.array(Message) }), [
      'not-found',
    ]),
    rename: call(z.object({ id: Id, title: Title }), nothing, ['not-found', 'disk-full']),
    /** To the bin: `restore` brings it back. A running answer in it is stopped first. */
    delete: call(z.object({ id: Id }), nothing, ['not-found', 'disk-full']),
    restore: call(z.object({ id: Id }), nothing, ['not-found', 'disk-full']),
    /** Something about this conversation changed: refetch it and the list. */
    changed: event(z.object({ id: Id })),
  },
  chat: {
    /**
     * Asks. Without a conversation a new one is made. The first frame is `started`: by then the question is saved.
     * Aborting the stream stops the answer and keeps what was written; that is a normal end, not an error.
     * Errors mean that nothing was added to the conversation.
     */
    send: stream({
      input: z.object({
        conversationId: Id.nullable(),
        text: z.string().max(MESSAGE_MAX),
        /** From the quick window: goes before everything else, and a new conversation is marked so. */
        quick: z.boolean().optional(),
        /** Answer from every part of the conversation's documents instead of the passages that fit best. */
        scan: z.boolean().optional(),
      }),
      frame: ChatFrame,
      output: ChatEnd,
      errors: ['empty', 'no-model', 'model-failed', 'busy', 'not-found', 'prompt-too-long', 'disk-full'],
      merge: mergeChatFrames,
    }),
  },
  documents: {
    /**
     * Takes documents in; a folder stands for the documents in it. Without a conversation each gets one of its own, and the
     * first of them is returned. Reading goes on after the call; `changed` tells.
     */
    add: call(
      z.object({ conversationId: Id.nullable(), documents: z.array(DocumentInput).min(1).max(1000) }),
      z.object({
        attachments: z.array(Attachment),
        /** Whole sentences about what was not taken, and what does not begin by itself. */
        remarks: z.array(z.string()),
      }),
      ['not-found', 'disk-full', 'unwritable'],
    ),
    /** The same with the system's dialog; null when it was cancelled. */
    choose: call(
      z.object({ conversationId: Id.nullable() }),
      z.object({ attachments: z.array(Attachment), remarks: z.array(z.string()) }).nullable(),
      ['not-found', 'disk-full', 'unwritable'],
    ),
    /** Documents may come soon: reading the first of them then starts at once. */
    expect: call(nothing, nothing, []),
    /** Those of a conversation, in the order in which they were added. */
    list: call(z.object({ conversationId: Id }), z.array(Attachment), []),
    /** Takes a document out of its conversation; `restore` brings it back until Agate closes. */
    remove: call(z.object({ id: Id }), nothing, ['not-found', 'disk-full']),
    restore: call(z.object({ id: Id }), nothing, ['not-found', 'disk-full']),
    /** Reads a locked document with its password, which is not kept. */
    unlock: call(z.object({ id: Id, password: z.string().max(1000) }), nothing, ['not-found', 'file-gone']),
    /** Reads a document again that failed. */
    retry: call(z.object({ id: Id }), nothing, ['not-found', 'file-gone']),
    /** Recognises the text of pages that are pictures, or come out garbled. */
    recognise: call(z.object({ id: Id }), nothing, ['not-found', 'file-gone', 'nothing-to-recognise']),
    /** Stops reading or recognising; what was read before stays. */
    stopReading: call(z.object({ id: Id }), nothing, []),
    page: call(z.object({ documentId: Id, page: z.int().positive() }), PageText, ['not-found']),
    /** Shows the file in the system's file manager. */
    reveal: call(z.object({ id: Id }), nothing, ['not-found', 'file-gone']),
    /** Opens it in the system's program for it; `isCopy` when that is Agate's copy, for the file is gone or another now. */
    open: call(z.object({ id: Id }), z.object({ isCopy: z.boolean() }), [
      'not-found',
      'file-gone',
      'file-changed',
      'not-opened',
      'disk-full',
    ]),
    /** What both ways of summarising would take. */
    estimate: call(z.object({ documentId: Id }), z.object({ full: SummaryEstimate, overview: SummaryEstimate }), [
      'not-found',
      'no-model',
    ]),
    /** Begins, or goes on with what was begun. Parts that were read before are not read again. */
    summarise: call(z.object({ documentId: Id, wish: SummaryWish }), nothing, ['not-found', 'no-text', 'disk-full']),
    /** Stops at once; what was read is kept. */
    stopSummary: call(z.object({ documentId: Id }), nothing, []),
    /** The summary that was wished for last; null when none was. */
    summary: call(z.object({ documentId: Id }), JobView.nullable(), ['not-found']),
    /** Asks for a place with the system's dialog and writes the summary there; false when it was cancelled. */
    export: call(z.object({ documentId: Id, format: z.enum(['markdown', 'json']) }), z.boolean(), [
      'not-found',
      'no-summary',
      'not-written',
    ]),
    /** The attachment is new, gone, or has another state: at most four a second for each. */
    changed: event(z.object({ conversationId: Id, id: Id })),
    /** At most four a second for each document, and always the last of several. */
    progress: event(JobProgress),
    partChanged: event(z.object({ documentId: Id, part: PartView })),
  },
  engine: {
    status: call(nothing, EngineStatus, []),
    /** Tries again after a failure. */
    retry: call(nothing, nothing, []),
    /** Looks for graphics cards anew and tries them with the model in use, once nothing is asked. */
    tryCards: call(nothing, nothing, ['off']),
    /** A question may come soon. */
    warm: call(nothing, nothing, []),
    statusChanged: event(EngineStatus),
  },
  models: {
    /** Model files that Agate knows, the one in use first. */
    list: call(nothing, z.array(ModelFile), []),
    /**
     * Asks for a file with the system's dialog, checks it, remembers where it lies and uses it. Null when the dialog was
     * cancelled.
     */
    choose: call(nothing, ModelFile.nullable(), [...MODEL_IMPORT_ERRORS, 'busy']),
    /** Asks for a file with the system's dialog and checks it. Null when the dialog was cancelled. */
    pick: call(nothing, ModelFile.nullable(), MODEL_FILE_ERRORS),
    /** Of a file that was dropped on the window. */
    check: call(z.object({ path: z.string() }), ModelFile, MODEL_FILE_ERRORS),
    /** Makes a file one of Agate's models, without using it. Aborting stops the copy, and nothing is changed. */
    import: stream({
      input: z.object({
        path: z.string(),
        /** Into Agate's own folder, or only where it lies. */
        how: z.enum(['copy', 'link']),
      }),
      frame: ImportFrame,
      output: ModelFile,
      errors: MODEL_IMPORT_ERRORS,
      merge: (_waiting, next) => next,
    }),
    /** Reads the file of the model in use once more, and says whether it is what it should be. */
    examine: stream({
      input: z.object({}),
      frame: ImportFrame,
      output: ModelExamination,
      errors: ['no-model', 'stopped'],
      merge: (_waiting, next) => next,
    }),
    /** Removes the damaged file of the model in use and downloads it again; `downloadChanged` tells the rest. */
    fetchAgain: call(nothing, nothing, ['no-model', ...MODEL_REMOVE_ERRORS, ...DOWNLOAD_START_ERRORS]),
    /** Runs the model in use on the processor alone with a small context, from now on. */
    runSmaller: call(nothing, nothing, ['no-model', 'disk-full']),
    /** Until Agate closes `restore` brings it back. A file that is not Agate's own is only forgotten. */
    remove: call(z.object({ path: z.string() }), z.object({ freedBytes: z.number() }), MODEL_REMOVE_ERRORS),
    restore: call(z.object({ path: z.string() }), ModelFile, [...MODEL_REMOVE_ERRORS, ...MODEL_FILE_ERRORS]),
    use: call(z.object({ path: z.string() }), ModelFile, [...MODEL_FILE_ERRORS, 'busy']),
    /** The models of the catalogue and the files that are here, with what helps to choose between them. */
    overview: call(nothing, ModelOverview, []),
    /** Begins or goes on; `downloadChanged` tells the rest. */
    download: call(z.object({ id: z.string() }), nothing, DOWNLOAD_START_ERRORS),
    /** Keeps what has arrived. */
    pause: call(z.object({ id: z.string() }), nothing, []),
    /** Deletes what has arrived. */
    cancel: call(z.object({ id: z.string() }), nothing, []),
    acceptLicence: call(z.object({ id: z.string() }), nothing, ['unknown-model']),
    /** Models of the catalogue that other programs have on this computer. Looks through their folders. */
    findCopies: call(nothing, z.array(InstalledCopy), []),
    /** Checks such a copy and uses it; `downloadChanged` tells the rest. */
    useCopy: call(z.object({ id: z.string(), path: z.string() }), nothing, DOWNLOAD_START_ERRORS),
    /** How the model in this file is loaded and answers. */
    settings: call(z.object({ path: z.string() }), ModelSettings, []),
    /** Holds from the next answer on; what concerns loading, once the model was loaded anew. */
    changeSettings: call(z.object({ path: z.string(), patch: ModelSettingsPatch }), ModelSettings, ['disk-full']),
    /** At most four a second for each model, and always the last of several. */
    downloadChanged: event(ModelDownload),
    /** Files came or went, or another one is in use: fetch the overview again. */
    changed: event(z.object({})),
  },
  quick: {
    /** The quick window has just been opened, with what it can ask about. */
    opened: event(QuickOpening),
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
    /** Opens a conversation in the main window and closes this one. */
    goOn: call(z.object({ conversationId: Id }), nothing, []),
    /** A private exchange is over. */
    forget: call(nothing, nothing, []),
    hotkey: call(nothing, HotkeyState, []),
    hotkeyChanged: event(HotkeyState),
    /** Null for none. When it cannot be had the one before stays. */
    setHotkey: call(z.object({ accelerator: z.string().max(100).nullable() }), HotkeyState, [
      'refused',
      'taken',
      'disk-full',
    ]),
    /** While keys are being recorded the hotkey does not act. */
    record: call(z.object({ recording: z.boolean() }), nothing, []),
  },
  settings: {
    get: call(nothing, Settings, []),
    update: call(SettingsPatch, Settings, ['disk-full']),
    changed: event(z.object({})),
  },
} satisfies Contract

export type AgateContract = typeof contract
export type AgateClient = Client<AgateContract>
export type AgateHandlers = Handlers<AgateContract>
export type AgatePublish = Publish<AgateContract>
