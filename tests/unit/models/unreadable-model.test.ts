import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { checkModelFile } from '../../../electron/models/model-check.ts'
import { ModelLibrary } from '../../../electron/models/model-library.ts'
import { err } from '../../../shared/result.ts'
import { tinyGemma } from '../../support/gguf/tiny-gemma.ts'
import { tempFolder } from '../../support/temp-folder.ts'

vi.mock('../../../electron/models/model-check.ts', { spy: true })

it('A model that could not be read is looked at again: its rights may have changed, and nothing else of it', async () => {
  const folder = tempFolder()
  const path = join(folder, 'model.gguf')
  writeFileSync(path, tinyGemma({ behaviour: 'scripted' }))
  const library = new ModelLibrary({ folders: [folder], chosenPath: () => null })
  vi.mocked(checkModelFile).mockResolvedValueOnce(err('unreadable', 'It cannot be read.'))
  expect(await library.list()).toEqual([])
  expect(await library.list()).toHaveLength(1)
})
