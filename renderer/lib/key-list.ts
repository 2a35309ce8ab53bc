import type { Shortcut } from './shortcuts.ts'

/** A key as it is listed for people, written as on Windows and Linux, and what it does. */
export interface ListedKey {
  readonly keys: string
  readonly does: string
}

export interface KeyGroup {
  readonly name: string
  readonly list: readonly ListedKey[]
}

/** The keys that work anywhere in the window. One that is new does not compile until it is described here. */
export const WINDOW_KEYS: Readonly<Record<Shortcut, ListedKey>> = {
  'new-chat': { keys: 'Ctrl N', does: 'Begin a new chat' },
  rename: { keys: 'F2', does: 'Rename the conversation' },
  undo: { keys: 'Ctrl Z', does: 'Bring back what was moved to the bin last' },
  'copy-answer': { keys: 'Ctrl Shift C', does: 'Copy the last answer' },
  stop: { keys: 'Esc', does: 'Close what is open, or stop the answer' },
  'open-documents': { keys: 'Ctrl O', does: 'Open documents' },
  export: { keys: 'Ctrl E', does: 'Export the summary' },
  'next-citation': { keys: ']', does: 'Go to the next citation' },
  'previous-citation': { keys: '[', does: 'Go to the previous citation' },
  'toggle-sidebar': { keys: 'Ctrl B', does: 'Show or hide the sidebar' },
  'next-region': { keys: 'F6', does: 'Go to the next part of the window' },
  'previous-region': { keys: 'Shift F6', does: 'Go to the part before' },
  keys: { keys: 'F1', does: 'Show these keys' },
}

const of = (...names: readonly Shortcut[]) => names.map((name) => WINDOW_KEYS[name])

/** Every key, by what it is for. */
export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    name: 'Asking',
    list: [
      { keys: 'Enter', does: 'Send the question' },
      { keys: 'Shift Enter', does: 'Begin a new line' },
      { keys: '↑', does: 'Bring back the last question, while nothing is typed' },
      ...of('stop', 'copy-answer'),
    ],
  },
  {
    name: 'Conversations',
    list: [
      ...of('new-chat', 'rename'),
      { keys: '↑ ↓', does: 'Go through the list' },
      { keys: 'Del', does: 'Move the one in the list to the bin' },
      ...of('undo'),
    ],
  },
  { name: 'Documents', list: of('open-documents', 'export', 'next-citation', 'previous-citation') },
  {
    name: 'The window',
    list: [
      ...of('toggle-sidebar', 'next-region', 'previous-region'),
      { keys: 'Ctrl + −', does: 'Make everything larger or smaller' },
      { keys: 'Ctrl 0', does: 'Show everything in its usual size' },
      ...of('keys'),
    ],
  },
  {
    name: 'The small window for quick questions',
    list: [
      { keys: 'Tab', does: 'Ask about the copied text' },
      { keys: 'Ctrl 1–9', does: 'Use an action on the text' },
      { keys: 'Ctrl C', does: 'Copy the answer' },
      { keys: 'Ctrl Enter', does: 'Go on in the large window' },
      { keys: 'Esc', does: 'Go back, or close it' },
    ],
  },
]
