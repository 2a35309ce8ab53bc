import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isAllowedAddress } from '../../../electron/egress/allowed-address.ts'
import { Catalogue, type CatalogueEntry } from '../../../shared/model/catalogue.ts'

const stored: unknown = JSON.parse(readFileSync('resources/models/catalogue.json', 'utf8'))
const catalogue = Catalogue.parse(stored)

function changed(change: (entry: CatalogueEntry) => Partial<CatalogueEntry>): unknown {
  const [first, ...others] = catalogue.models
  if (first === undefined) throw new Error('The catalogue is empty.')
  return { ...catalogue, models: [{ ...first, ...change(first) }, ...others] }
}

describe('the catalogue', () => {
  it('offers Gemma 2 2B in Q4_K_M first, and the starter', () => {
    expect(catalogue.models[0]).toMatchObject({ name: 'Gemma 2 2B', quantisation: 'Q4_K_M', recommended: true })
    expect(catalogue.models.filter(({ starter }) => starter).map(({ sha256 }) => sha256)).toEqual([
      'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
    ])
  })

  it('offers Gemma 2 2B in four quantisations, from the smallest on', () => {
    const gemma = catalogue.models.filter(({ name }) => name === 'Gemma 2 2B')
    expect(gemma.map(({ quantisation }) => quantisation)).toEqual(['Q4_K_M', 'Q5_K_M', 'Q6_K', 'Q8_0'])
    const sizes = gemma.map(({ sizeBytes }) => sizeBytes)
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b))
    expect(new Set(gemma.map(({ sha256 }) => sha256)).size).toBe(4)
  })

  it('gets every model from an address that the egress module allows', () => {
    for (const { url } of catalogue.models) expect(isAllowedAddress(new URL(url)), url).toBe(true)
  })

  it('asks for the acceptance of the Gemma terms, with the notice they ask for', () => {
    const gemma = catalogue.licences.find(({ id }) => id === 'gemma')
    expect(gemma).toMatchObject({ mustAccept: true, url: 'https://ai.google.dev/gemma/terms' })
    expect(gemma?.notice).toContain(
      'Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms',
    )
    for (const { name, licence } of catalogue.models) expect(licence === 'gemma', name).toBe(name.startsWith('Gemma'))
  })

  it.each([
    ['an address that follows a branch', () => ({ url: 'https://huggingface.co/a/b/resolve/main/c.gguf' })],
    ['a plain http address', ({ url }: CatalogueEntry) => ({ url: url.replace('https', 'http') })],
    ['a file name that leads out of the folder', () => ({ fileName: '../model.gguf' })],
    ['a checksum that is none', () => ({ sha256: 'e0aee85060f1' })],
    ['an id twice', () => ({ id: catalogue.models[1]?.id ?? '' })],
    [
      'a file name twice',
      () => ({ fileName: catalogue.models[1]?.fileName.toUpperCase().replace('GGUF', 'gguf') ?? '' }),
    ],
    ['a licence that is not listed', () => ({ licence: 'unheard-of' })],
  ])('refuses %s', (_what, change) => {
    expect(Catalogue.safeParse(changed(change)).success).toBe(false)
    expect(Catalogue.safeParse(changed(() => ({}))).success).toBe(true)
  })
})
