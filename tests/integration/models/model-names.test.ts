import { linkSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tinyGemma } from '../../support/gguf/tiny-gemma.ts'
import { CATALOGUE, copying, MODEL, modelWorkshop } from '../../support/model-workshop.ts'

const OTHER = tinyGemma({ behaviour: 'looping' })

describe('Model files of one name', () => {
  it('both stay when the first is removed, the second imported, and the first comes back', async () => {
    const { files, folder, mine } = modelWorkshop()
    const own = join(folder, 'mine.gguf')
    await files.copy(mine, copying)
    await files.remove(own)
    writeFileSync(mine, OTHER)
    expect(await files.copy(mine, copying)).toMatchObject({ value: { path: join(folder, 'mine (2).gguf') } })
    expect(await files.restore(own)).toMatchObject({ ok: true, value: { path: own } })
    expect(readFileSync(own).equals(MODEL)).toBe(true)
    expect(readFileSync(join(folder, 'mine (2).gguf')).equals(OTHER)).toBe(true)
  })

  it('come back each as itself when both were removed', async () => {
    const { files, folder, mine } = modelWorkshop()
    const [first, second] = [join(folder, 'mine.gguf'), join(folder, 'mine (2).gguf')]
    await files.copy(mine, copying)
    await files.remove(first)
    writeFileSync(mine, OTHER)
    await files.copy(mine, copying)
    await files.remove(second)
    for (const path of [first, second]) expect(await files.restore(path)).toMatchObject({ ok: true })
    expect(readFileSync(first).equals(MODEL)).toBe(true)
    expect(readFileSync(second).equals(OTHER)).toBe(true)
  })

  it('are not mixed up when one was put there by hand: it stays, and the removed one can be copied', async () => {
    const { files, folder, mine } = modelWorkshop()
    const own = join(folder, 'mine.gguf')
    await files.copy(mine, copying)
    await files.remove(own)
    writeFileSync(own, OTHER)
    const restored = await files.restore(own)
    const aside = join(folder, '.removed/mine.gguf')
    expect(restored).toMatchObject({ ok: false, error: { code: 'name-taken' } })
    const message = restored.ok ? '' : restored.error.message
    expect(message).toContain('Both are kept, the removed one until Agate closes')
    expect(message).toContain(aside)
    expect(readFileSync(own).equals(OTHER)).toBe(true)
    expect(readFileSync(aside).equals(MODEL)).toBe(true)
  })

  it('are both kept when both were removed from one path, and the last one comes back', async () => {
    const { files, folder, mine } = modelWorkshop()
    const own = join(folder, 'mine.gguf')
    await files.copy(mine, copying)
    await files.remove(own)
    writeFileSync(own, OTHER)
    await files.remove(own)
    expect(await files.restore(own)).toMatchObject({ ok: true })
    expect(readFileSync(own).equals(OTHER)).toBe(true)
    expect(readFileSync(join(folder, '.removed/mine.gguf')).equals(MODEL)).toBe(true)
  })

  it('get the catalogue’s name also when the same model was removed', async () => {
    const { files, folder, mine } = modelWorkshop(CATALOGUE)
    const own = join(folder, 'catalogued.gguf')
    await files.copy(mine, copying)
    await files.remove(own)
    expect(await files.copy(mine, copying)).toMatchObject({ value: { path: own } })
  })
})

describe('What an end of Agate left half copied', () => {
  it('is deleted, whether it was imported or taken from another program, whose own file stays', async () => {
    const { files, folder, mine } = modelWorkshop()
    await files.copy(mine, copying)
    writeFileSync(join(folder, 'half.gguf.importing'), 'GGUF')
    linkSync(mine, join(folder, 'catalogued.gguf.adopted'))
    writeFileSync(join(folder, 'catalogued.gguf.part'), 'GGUF')
    await files.purge()
    expect(readdirSync(folder).sort()).toEqual(['catalogued.gguf.part', 'mine.gguf'])
    expect(readFileSync(mine).equals(MODEL)).toBe(true)
  })
})
