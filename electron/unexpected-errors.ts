import type { Notice } from '../shared/model/notice.ts'
import type { Log } from './log.ts'

const NOTICE: Notice = {
  id: 'unexpected',
  tone: 'amber',
  title: 'Something in Agate went wrong',
  message:
    'Your conversations and documents are kept. If anything no longer responds, close Agate and open it again; ' +
    'its log says what happened.',
}

/**
 * The edge for what nobody expected and nobody caught: it is written down once, with its cause, and told by `tell`, and
 * Agate goes on. Electron would show the program's own text in a box, or nothing at all for a promise.
 */
export function followUnexpectedErrors(log: Log, tell: (notice: Notice) => void): void {
  const follow = (error: unknown) => {
    log('error', 'unexpected', { error })
    tell(NOTICE)
  }
  process.on('uncaughtException', follow)
  process.on('unhandledRejection', follow)
}
