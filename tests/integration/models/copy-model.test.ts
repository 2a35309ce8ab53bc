import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { copyModel } from '../../../electron/models/copy-model.ts'
import { copying } from '../../support/model-workshop.ts'
import { tempFolder } from '../../support/temp-folder.ts'

vi.mock('../../../electron/storage/sync-folder.ts', () => ({
  syncFolder: () => Promise.reject(Object.assign(new Error('i/o error'), { code: 'EIO' })),
}))

it('A copy that is there whole counts, though the disk cannot be told to keep its name at once', async () => {
  const home = tempFolder()
  writeFileSync(join(home, 'mine.gguf'), 'GGUF')
  const place = { folder: join(home, 'models'), catalogue: [], reserved: [] }
  const path = join(place.folder, 'mine.gguf')
  expect(await copyModel(join(home, 'mine.gguf'), place, copying)).toEqual({ ok: true, value: path })
  expect(readFileSync(path, 'utf8')).toBe('GGUF')
})
