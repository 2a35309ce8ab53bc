import { rename, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Summary } from '../../shared/model/summary.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { summaryMarkdown } from './summary-markdown.ts'

/** Writes a summary to a file, all of it or nothing: what was there before stays until the new one is whole. */
export async function writeSummary(
  path: string,
  format: 'markdown' | 'json',
  summary: Summary,
): Promise<Result<true, 'not-written'>> {
  const part = `${path}.part`
  try {
    await writeFile(part, format === 'json' ? `${JSON.stringify(summary, null, 2)}\n` : summaryMarkdown(summary))
    await rename(part, path)
    return ok(true)
  } catch {
    await rm(part, { force: true }).catch(() => undefined)
    return err(
      'not-written',
      `The summary could not be written to “${basename(path)}”. It is kept in Agate; choose another place.`,
    )
  }
}
