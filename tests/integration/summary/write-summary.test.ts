import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeSummary } from '../../../electron/summary/write-summary.ts'
import { summary } from '../../renderer/support/water-report.ts'
import { tempFolder } from '../../support/temp-folder.ts'

describe('writeSummary', () => {
  it('takes the place of an older file once it is whole, and leaves nothing else behind', async () => {
    const folder = tempFolder()
    const path = join(folder, 'report.json')
    writeFileSync(path, 'older')
    expect(await writeSummary(path, 'json', summary())).toEqual({ ok: true, value: true })
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(summary())
    await writeSummary(join(folder, 'report.md'), 'markdown', summary())
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain(summary().points[0]?.text)
    expect(readdirSync(folder)).toEqual(['report.json', 'report.md'])
  })

  it('leaves an older file as it was when the new one cannot be written, and says so', async () => {
    const folder = tempFolder()
    const path = join(folder, 'report.md')
    writeFileSync(path, 'older')
    // Where it is written first there is no room.
    mkdirSync(`${path}.part`)
    expect(await writeSummary(path, 'markdown', summary())).toMatchObject({
      ok: false,
      error: { code: 'not-written', message: expect.stringContaining('It is kept in Agate') as string },
    })
    expect(readFileSync(path, 'utf8')).toBe('older')
  })
})
