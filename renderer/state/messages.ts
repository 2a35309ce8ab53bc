import type { Message } from '../../shared/model/message.ts'

/** Stands in until main has saved the message and told its id. */
const UNSAVED = {
  id: '',
  conversationId: '',
  parentId: null,
  endReason: null,
  figures: null,
  fromDocuments: null,
} as const

export function newQuestion(text: string): Message {
  return { ...UNSAVED, role: 'user', text, status: 'complete', createdAt: Date.now() }
}

export function newReply(): Message {
  return { ...UNSAVED, role: 'assistant', text: '', status: 'streaming', createdAt: Date.now() }
}

/**
 * Makes `shown` what was read, changing messages in place so that only what differs is drawn again. A text that is
 * shown never becomes shorter: when the disk was full, the window may hold words that could not be saved.
 */
export function adoptMessages(shown: Message[], read: readonly Message[]): void {
  read.forEach((message, index) => {
    const current = shown[index]
    if (current?.id !== message.id) shown[index] = message
    else Object.assign(current, message, current.text.startsWith(message.text) ? { text: current.text } : {})
  })
  shown.splice(read.length)
}
