import { shell } from 'electron'
import { err, ok, type Result } from '../shared/result.ts'
import { safeLink } from './safe-link.ts'
import type { Log } from './log.ts'

/** The only way out to the system's browser. */
export async function openLink(url: string, log: Log): Promise<Result<undefined, 'refused'>> {
  const link = safeLink(url)
  if (link === null) return err('refused', 'Agate opens web and mail addresses only. This one was not opened.')
  try {
    await shell.openExternal(link)
    return ok()
  } catch (error) {
    log('warn', 'link.not-opened', { error })
    return err('refused', 'This computer has no program that opens this address.')
  }
}
