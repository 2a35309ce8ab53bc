import type { EndReason, Message } from '../../shared/model/message.ts'
import { assertNever } from '../../shared/result.ts'
import { formatSpeed, formatTokens } from './numbers.ts'

export interface ReplyNote {
  readonly tone: 'plain' | 'amber'
  readonly text: string
}

const SAVED = 'What was written is saved'

function note(text: string, tone: ReplyNote['tone'] = 'plain'): ReplyNote {
  return { tone, text }
}

function stopped(tokens: number | undefined): ReplyNote {
  const after = tokens === undefined ? '' : ` after ${formatTokens(tokens)}`
  return note(`You stopped this answer${after}. ${SAVED}.`)
}

function ended(reason: EndReason, message: Message, isEngineBack: boolean): ReplyNote | null {
  const next = isEngineBack ? `. ${SAVED}; ask again for the rest.` : `. It is starting again. ${SAVED}.`
  switch (reason) {
    case 'end':
      return message.text.trim() === '' ? note('The model ended without an answer. Ask in other words.') : null
    case 'user':
      return stopped(message.figures?.tokens)
    case 'window-closed':
      return note(`The window was closed here. ${SAVED}; ask again for the rest.`)
    case 'app-exit':
      return note('Agate was closed here without warning. What you see was saved; ask again for the rest.')
    case 'engine-crash':
      return note(`The engine stopped while writing${next}`)
    case 'engine-hang':
      return note(`The engine no longer answered and was ended${next}`)
    case 'length':
      if (message.fromDocuments) {
        if (!message.fromDocuments.found) return null
        return note('Answers from documents get no longer than this. Ask for what is missing in a question of its own.')
      }
      return note('This answer filled the room that was left, so it ends here. Ask Agate to go on.')
    case 'repetition':
      return note('The model began to repeat itself, so Agate ended this answer. Ask in other words.')
    case 'disk-full':
      return note(
        'The disk filled up here. The last words may not be saved, so copy them if you need them. Make room, then ask again.',
        'amber',
      )
    case 'error':
      return note(`Something went wrong in Agate here. ${SAVED}; ask again for the rest.`, 'amber')
    default:
      return assertNever(reason)
  }
}

/** What must be said about how a reply ended: nothing for one that simply ended. */
export function replyNote(message: Message, isEngineBack: boolean): ReplyNote | null {
  return message.endReason === null ? null : ended(message.endReason, message, isEngineBack)
}

export function figuresLine(message: Message): string | null {
  if (message.figures === null) return null
  const { tokens, tokensPerSecond } = message.figures
  return tokensPerSecond === null ? formatTokens(tokens) : `${formatTokens(tokens)} · ${formatSpeed(tokensPerSecond)}`
}
