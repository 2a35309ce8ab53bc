import type { Log } from './log.ts'

/** Does a step that no other may depend on: what goes wrong with it is written down, and the next step follows. */
export async function attempt(step: string, work: () => unknown, log: Log): Promise<void> {
  try {
    await work()
  } catch (error) {
    log('error', 'step.failed', { step, error })
  }
}
