import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkModelFile } from '../../../electron/models/model-check.ts'
import { Catalogue } from '../../../shared/model/catalogue.ts'
import { STARTER_MODEL } from '../../support/engine-paths.ts'

const stored: unknown = JSON.parse(readFileSync('resources/models/catalogue.json', 'utf8'))
const starter = Catalogue.parse(stored).models.find((entry) => entry.starter)

describe('What a model file says of the memory it takes', () => {
  it('agrees with what the catalogue has of the same model', async () => {
    expect(await checkModelFile(STARTER_MODEL)).toMatchObject({
      ok: true,
      value: { sizeBytes: starter?.sizeBytes, memory: starter?.memory },
    })
  })
})
