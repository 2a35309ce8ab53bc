import { app } from 'electron'
import type { Log } from './log.ts'

/** How long the last words may take to reach the disk before Agate leaves all the same. */
const SHUTDOWN_MS = 5000

/** As shells say it: 128 and the number of SIGINT. */
export const INTERRUPTED = 130

export interface Quit {
  /** What to exit with from now on, however Agate ends: Chromium takes Ctrl C itself, and tells nobody that it was a signal. */
  endWith(code: number): void
  exit(): void
  /** Aborted when Agate begins to leave. */
  readonly leaving: AbortSignal
}

/**
 * One way out, whichever way it began: the last window, the menu, a signal, the end of `ask`. Answers stop and are
 * saved, then the database closes, then the engine goes; `shutdown` does that, once.
 */
export function installQuit(shutdown: () => Promise<void>, log: Log): Quit {
  let exitCode = 0
  const leaving = new AbortController()

  function leave(): void {
    if (leaving.signal.aborted) return
    leaving.abort()
    void withDeadline(shutdown(), log).finally(() => {
      app.exit(exitCode)
    })
  }

  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('before-quit', (event) => {
    event.preventDefault()
    leave()
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      exitCode = exitCode === 0 && signal === 'SIGINT' ? INTERRUPTED : exitCode
      leave()
    })
  }
  return {
    leaving: leaving.signal,
    endWith(code) {
      exitCode = code
    },
    exit: leave,
  }
}

async function withDeadline(work: Promise<void>, log: Log): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      log('error', 'quit.deadline')
      resolve()
    }, SHUTDOWN_MS)
  })
  try {
    await Promise.race([work, deadline])
  } catch (error) {
    log('error', 'quit.failed', { error })
  } finally {
    clearTimeout(timer)
  }
}
