import { mkdtempSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, type TestContext } from 'vitest'
import { copyModel } from '../../../electron/models/copy-model.ts'
import { copying } from '../../support/model-workshop.ts'
import { fill, smallDisk } from '../../support/small-disk.ts'
import { tempFolder } from '../../support/temp-folder.ts'

/** Several pieces of a copy. */
const MODEL = Buffer.alloc(20_000_000, 'GGUF')

/** A model elsewhere, and a disk for Agate's own. */
function disk(context: TestContext, megabytes: number) {
  const folder = mkdtempSync(join(tmpdir(), 'agate-disk-'))
  const remove = smallDisk(folder, megabytes)
  context.onTestFinished(() => {
    remove?.()
    rmdirSync(folder)
  })
  if (remove === null) return context.skip('This user may not mount a disk.')
  const from = join(tempFolder(), 'mine.gguf')
  writeFileSync(from, MODEL)
  return { folder, from, place: { folder, catalogue: [], reserved: [] } }
}

describe('A model that is copied to a disk', () => {
  it('without the room for it is refused before anything is copied, with the room it needs', async (context) => {
    const { folder, from, place } = disk(context, 24)
    const shares: number[] = []
    const refused = await copyModel(from, place, { ...copying, onProgress: (share) => void shares.push(share) })
    if (refused.ok) throw new Error('It was copied')
    expect(refused.error.code).toBe('no-space')
    expect(refused.error.message).toMatch(/“mine\.gguf”\. It needs [\d.]+ MB\. Nothing was changed/u)
    expect(shares).toEqual([])
    expect(readdirSync(folder)).toEqual([])
    expect(MODEL.equals(await readFile(from))).toBe(true)
  })

  it('that fills up meanwhile is not left half copied', async (context) => {
    const { folder, from, place } = disk(context, 232)
    let giveBack: () => void = () => undefined
    let share = 0
    const onProgress = (now: number) => {
      if (share === 0) giveBack = fill(folder)
      share = now
    }
    const ended = await copyModel(from, place, { ...copying, onProgress })
    giveBack()
    expect(ended).toMatchObject({ ok: false, error: { code: 'no-space' } })
    expect(share).toBeGreaterThan(0)
    expect(share).toBeLessThan(1)
    expect(readdirSync(folder)).toEqual([])
    expect(MODEL.equals(await readFile(from))).toBe(true)
  })
})
