import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommandSink } from '../../../electron/cli/command.ts'
import { runModels, type ModelsServices } from '../../../electron/cli/models.ts'
import { DownloadService } from '../../../electron/downloads/download-service.ts'
import { ModelFiles } from '../../../electron/models/model-files.ts'
import { ModelInUse } from '../../../electron/models/model-in-use.ts'
import { ModelLibrary } from '../../../electron/models/model-library.ts'
import { NoticeBoard } from '../../../electron/notice-board.ts'
import { SettingsService } from '../../../electron/settings/settings-service.ts'
import { ScriptedEngine } from '../../fakes/scripted-engine.ts'
import { DownloadWorkshop, QUICK_LIMITS } from '../../support/download-workshop.ts'
import { tinyGemma } from '../../support/gguf/tiny-gemma.ts'
import { twinCatalogue } from '../../support/twin-catalogue.ts'

const MODEL = tinyGemma({ behaviour: 'scripted' })
const never = new AbortController().signal

let shop: DownloadWorkshop
let services: ModelsServices
let isDiskFull: boolean

beforeEach(async () => {
  isDiskFull = false
  shop = await DownloadWorkshop.open(MODEL)
  services = await open()
})
afterEach(async () => {
  await services.downloads.close()
  await shop.close()
})

async function open(): Promise<ModelsServices> {
  const catalogue = twinCatalogue(shop)
  const publish = () => undefined
  const set = () => {
    if (isDiskFull) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
  }
  const settings = new SettingsService({ get: () => ({}), set, damagedCopy: null }, publish)
  const library = new ModelLibrary({ folders: [shop.folder], chosenPath: () => null, linked: () => [] })
  const engine = new ScriptedEngine([], null)
  const models = new ModelInUse({ library, engine, settings, notices: new NoticeBoard(publish), changed: publish })
  const downloads = await DownloadService.open({
    catalogue,
    folder: shop.folder,
    bundledFolders: [],
    holderFolders: [],
    licences: { accepted: () => settings.get().acceptedLicences, accept: (key) => settings.acceptLicence(key) },
    surroundings: shop.surroundings(),
    limits: QUICK_LIMITS,
    log: () => undefined,
  })
  const files = new ModelFiles({
    folder: shop.folder,
    bundledFolders: [],
    catalogue: catalogue.models,
    models,
    settings,
    makeRoom: () => false,
    changed: () => Promise.resolve(),
  })
  return { catalogue, downloads, models, files, fit: () => ({ verdict: 'fits', reason: 'There is room.' }) }
}

function collect(): CommandSink & { notes: string[] } {
  const notes: string[] = []
  return { notes, text: () => undefined, note: (message) => void notes.push(message) }
}

const download = (acceptLicence: boolean, json = false) => ({
  kind: 'models' as const,
  action: 'download' as const,
  id: 'one',
  acceptLicence,
  json,
})

describe('agate models download', () => {
  it('fetches the model also where a file of its name turns out to be another', async () => {
    const path = join(shop.folder, 'one.gguf')
    writeFileSync(path, Buffer.alloc(MODEL.length, 1))
    await services.downloads.refresh('one')
    expect(services.downloads.get('one')?.state).toBe('verifying')
    expect(await runModels(download(true), services, collect(), never)).toMatchObject({
      exitCode: 0,
      output: `${path}\n`,
    })
    expect(readFileSync(path).equals(MODEL)).toBe(true)
  })

  it('fetches nothing before its terms are agreed to, and then the model', async () => {
    const sink = collect()
    expect(await runModels(download(false), services, sink, never)).toMatchObject({ exitCode: 2, output: '' })
    expect(sink.notes.join('\n')).toContain('https://example.org/')
    expect(shop.server.requests).toEqual([])
    expect(await runModels(download(true), services, collect(), never)).toMatchObject({ exitCode: 0, problem: null })
  })

  it('prints where the model lies, alone on stdout, and as one JSON value what is known of it', async () => {
    const path = join(shop.folder, 'one.gguf')
    expect(await runModels(download(true), services, collect(), never)).toMatchObject({ output: `${path}\n` })
    const { exitCode, output } = await runModels(download(true, true), services, collect(), never)
    expect(exitCode).toBe(0)
    expect(JSON.parse(output)).toMatchObject({ id: 'one', state: 'ready', path })
  })

  it('fails with a sentence about the disk when that somebody agreed cannot be saved', async () => {
    isDiskFull = true
    const outcome = await runModels(download(true), services, collect(), never)
    expect(outcome).toMatchObject({ exitCode: 1, output: '' })
    expect(outcome.problem).toMatch(/disk is full/u)
    expect(shop.server.requests).toEqual([])
  })
})

describe('agate models list', () => {
  const list = async () =>
    (await runModels({ kind: 'models', action: 'list', json: false }, services, collect(), never)).output

  it('has one line for each model of the catalogue, and one for each other file', async () => {
    writeFileSync(join(shop.folder, 'mine.gguf'), MODEL)
    const lines = (await list()).trimEnd().split('\n')
    expect(lines).toHaveLength(services.catalogue.models.length + 1)
    expect(lines[0]).toMatch(/^one +\S.* fits {2}absent$/u)
    expect(lines.at(-1)).toMatch(/^mine\.gguf .* fits {2}ready$/u)
  })

  it('says of a model that was fetched that it is ready', async () => {
    await runModels(download(true), services, collect(), never)
    expect(await list()).toMatch(/^one .* ready$/mu)
  })
})

describe('agate models check', () => {
  const check = (model: string) => ({
    kind: 'models' as const,
    action: 'check' as const,
    model,
    path: join(shop.folder, model),
    link: false,
    json: true,
  })
  const checked = async (model: string) => {
    const { exitCode, output } = await runModels(check(model), services, collect(), never)
    return { exitCode, ...(JSON.parse(output) as object) }
  }
  /** Sound as far as its header tells. */
  function damaged(): Buffer {
    const bytes = Buffer.from(MODEL)
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 100) ^ 1, bytes.length - 100)
    return bytes
  }

  it('finds a file of the catalogue with another checksum wrong, also after Agate has read it by itself', async () => {
    writeFileSync(join(shop.folder, 'one.gguf'), damaged())
    await services.downloads.refresh('one')
    expect(await services.downloads.ended('one')).toMatchObject({ state: 'absent', path: null })
    for (const model of ['one.gguf', 'one']) {
      expect(await checked(model)).toMatchObject({ exitCode: 1, sound: false, checked: 'checksum' })
    }
  })

  it('finds a file of the catalogue with its checksum sound', async () => {
    writeFileSync(join(shop.folder, 'one.gguf'), MODEL)
    await services.downloads.refresh('one')
    await services.downloads.ended('one')
    expect(await checked('one')).toMatchObject({ exitCode: 0, sound: true, checked: 'checksum' })
  })

  it('says of any other file that only its header was read', async () => {
    writeFileSync(join(shop.folder, 'mine.gguf'), damaged())
    const verdict = await checked('mine.gguf')
    expect(verdict).toMatchObject({ exitCode: 0, sound: true, checked: 'header' })
    expect(verdict).toHaveProperty('message', expect.stringContaining('the rest was not read'))
  })
})
