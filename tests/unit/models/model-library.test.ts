import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ModelLibrary } from '../../../electron/models/model-library.ts'
import { tinyGemma } from '../../support/gguf/tiny-gemma.ts'

let folder: string
let chosen: string | null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agate-library-'))
  chosen = null
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function addModel(file: string, name: string): string {
  const path = join(folder, file)
  writeFileSync(path, tinyGemma({ behaviour: 'scripted', name }))
  return path
}

function library(...folders: string[]): ModelLibrary {
  return new ModelLibrary({ folders: folders.length > 0 ? folders : [folder], chosenPath: () => chosen })
}

describe('ModelLibrary', () => {
  it('has no model, and no complaint, where there is none', async () => {
    const empty = library(join(folder, 'missing'))
    expect(await empty.list()).toEqual([])
    expect(await empty.current()).toEqual({ model: null, problem: null })
  })

  it('prefers a Gemma, and leaves out what cannot be used', async () => {
    addModel('other.gguf', 'Another model')
    addModel('gemma.gguf', 'Gemma of some kind')
    writeFileSync(join(folder, 'broken.gguf'), 'broken')
    writeFileSync(join(folder, 'notes.txt'), 'not a model')
    expect((await library().list()).map(({ name }) => name)).toEqual(['Gemma of some kind', 'Another model'])
    expect((await library().current()).model?.name).toBe('Gemma of some kind')
  })

  it('uses the chosen file and lists it first, once', async () => {
    addModel('gemma.gguf', 'Gemma of some kind')
    chosen = addModel('other.gguf', 'Another model')
    expect((await library().list()).map(({ name }) => name)).toEqual(['Another model', 'Gemma of some kind'])
    expect(await library().current()).toMatchObject({ model: { name: 'Another model' }, problem: null })
  })

  it('says that the chosen file is gone, and what answers instead', async () => {
    addModel('gemma.gguf', 'Gemma of some kind')
    chosen = join(folder, 'gone.gguf')
    const { model, problem } = await library().current()
    expect(model?.name).toBe('Gemma of some kind')
    expect(problem?.code).toBe('not-found')
    expect(problem?.message).toContain('“gone.gguf” is not there')
    expect(problem?.message).toContain('“Gemma of some kind” answers')
  })

  it('looks again at a file that was replaced', async () => {
    const models = library()
    const path = addModel('model.gguf', 'First')
    expect((await models.current()).model?.name).toBe('First')
    writeFileSync(path, tinyGemma({ behaviour: 'scripted', name: 'The second one' }))
    expect((await models.current()).model?.name).toBe('The second one')
  })
})
