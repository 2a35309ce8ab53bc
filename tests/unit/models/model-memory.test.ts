import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FileFits } from '../../../electron/models/file-fits.ts'
import type { Sized } from '../../../electron/downloads/memory-fit.ts'
import { Catalogue } from '../../../shared/model/catalogue.ts'
import { STARTER_MODEL } from '../../support/engine-paths.ts'

const stored: unknown = JSON.parse(readFileSync('resources/models/catalogue.json', 'utf8'))
const starter = Catalogue.parse(stored).models.find((entry) => entry.starter)
const FITS = { verdict: 'fits', reason: 'It does.' } as const

describe('What a model file says of the memory it takes', () => {
  it('agrees with what the catalogue has of the same model', async () => {
    const asked: Sized[] = []
    const fits = new FileFits((sized) => {
      asked.push(sized)
      return FITS
    })
    const file = { path: STARTER_MODEL, name: 'Starter', sizeBytes: 98_362_432, starter: true }
    expect(await fits.of(file)).toEqual(FITS)
    expect(asked).toEqual([{ sizeBytes: starter?.sizeBytes, memory: starter?.memory }])
  })

  it('is unknown, and no error, for a file that went', async () => {
    const file = { path: join('nowhere', 'gone.gguf'), name: 'Gone', sizeBytes: 1, starter: false }
    expect(await new FileFits(() => FITS).of(file)).toBeNull()
  })
})
