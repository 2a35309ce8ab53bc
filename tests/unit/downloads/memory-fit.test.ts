import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { memoryFit, type Machine } from '../../../electron/downloads/memory-fit.ts'
import { Catalogue, type CatalogueEntry } from '../../../shared/model/catalogue.ts'

const stored: unknown = JSON.parse(readFileSync('resources/models/catalogue.json', 'utf8'))
const { models } = Catalogue.parse(stored)

function model(id: string): CatalogueEntry {
  const found = models.find((entry) => entry.id === id)
  if (found === undefined) throw new Error(`No ${id}.`)
  return found
}

function machine(totalGb: number, change: Partial<Machine> = {}): Machine {
  return { totalRamBytes: totalGb * 1e9, availableRamBytes: totalGb * 0.8e9, freeVramBytes: null, ...change }
}

describe('whether a model fits', () => {
  const gemma = model('gemma-2-2b-q4-k-m')

  it('agrees with what Gemma 2 2B was measured to take', () => {
    expect(memoryFit(gemma, machine(16))).toEqual({
      verdict: 'fits',
      reason: 'It needs about 4.7 GB of memory, and this computer has 16.0 GB.',
    })
  })

  it.each([
    [8, 'fits'],
    [4, 'tight'],
    [2, 'does-not-fit'],
  ])('says of Gemma 2 2B on %i GB that it %s', (totalGb, verdict) => {
    expect(memoryFit(gemma, machine(totalGb)).verdict).toBe(verdict)
  })

  it('asks to close other programs where only those are in the way', () => {
    const { verdict, reason } = memoryFit(gemma, machine(8, { availableRamBytes: 2e9 }))
    expect(verdict).toBe('tight')
    expect(reason).toContain('2.0 GB of 8.0 GB are free now: close other programs')
  })

  it('counts on a graphics card that has the room, and not on one without', () => {
    expect(memoryFit(gemma, machine(4, { freeVramBytes: 8e9 }))).toMatchObject({ verdict: 'fits' })
    expect(memoryFit(gemma, machine(2, { freeVramBytes: 3.5e9 }))).toMatchObject({ verdict: 'tight' })
    expect(memoryFit(gemma, machine(2, { freeVramBytes: 1e9 }))).toMatchObject({ verdict: 'does-not-fit' })
  })

  it('never says better of a smaller computer or of a larger file', () => {
    const rank = { fits: 2, tight: 1, 'does-not-fit': 0 }
    for (const entry of models) {
      const ranks = [1, 2, 3, 4, 6, 8, 12, 16, 32].map((gb) => rank[memoryFit(entry, machine(gb)).verdict])
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
    }
    for (const gb of [2, 4, 6, 8, 12]) {
      const q4 = rank[memoryFit(gemma, machine(gb)).verdict]
      expect(rank[memoryFit(model('gemma-2-2b-q8-0'), machine(gb)).verdict]).toBeLessThanOrEqual(q4)
    }
  })

  it('finds room for the starter on the smallest computer', () => {
    expect(memoryFit(model('smollm2-135m-q4-1'), machine(2)).verdict).toBe('fits')
  })

  it('gives whole sentences', () => {
    for (const entry of models) {
      for (const gb of [1, 2, 4, 8, 16]) expect(memoryFit(entry, machine(gb)).reason).toMatch(/^It .*\.$/u)
    }
  })
})
