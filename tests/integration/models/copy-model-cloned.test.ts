import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { copyModel } from '../../../electron/models/copy-model.ts'
import { copying } from '../../support/model-workshop.ts'
import { tempFolder } from '../../support/temp-folder.ts'

/** Such as a file system does it that shares the data of two files. */
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>()
  return { ...real, copyFile: (from: string, to: string) => real.copyFile(from, to) }
})

function workshop() {
  const home = tempFolder()
  const from = join(home, 'mine.gguf')
  const folder = join(home, 'models')
  mkdirSync(folder)
  writeFileSync(from, 'GGUF')
  return { from, folder, place: { folder, catalogue: [], reserved: [] } }
}

it('A copy that shares its data is there at once, whole', async () => {
  const { from, folder, place } = workshop()
  const shares: number[] = []
  const copied = await copyModel(from, place, { ...copying, onProgress: (share) => void shares.push(share) })
  expect(copied).toEqual({ ok: true, value: join(folder, 'mine.gguf') })
  expect(readFileSync(join(folder, 'mine.gguf'), 'utf8')).toBe('GGUF')
  expect(shares).toEqual([])
})

it('A copy that shares its data and was stopped leaves nothing behind', async () => {
  const { from, folder, place } = workshop()
  const stopped = await copyModel(from, place, { ...copying, signal: AbortSignal.abort() })
  expect(stopped).toMatchObject({ ok: false, error: { code: 'stopped' } })
  expect(readdirSync(folder)).toEqual([])
  expect(readFileSync(from, 'utf8')).toBe('GGUF')
})
