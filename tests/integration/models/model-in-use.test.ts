import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ModelInUse } from '../../../electron/models/model-in-use.ts'
import { ModelLibrary } from '../../../electron/models/model-library.ts'
import { NoticeBoard } from '../../../electron/notice-board.ts'
import { SettingsService } from '../../../electron/settings/settings-service.ts'
import { ScriptedEngine } from '../../fakes/scripted-engine.ts'
import { tinyGemma } from '../../support/gguf/tiny-gemma.ts'
import { ask } from '../../support/read-reply.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { until } from '../../support/until.ts'

const never = new AbortController().signal

/** A computer with one small model, and how a better one comes to it. */
async function start() {
  const folder = join(tempFolder(), 'models')
  mkdirSync(folder)
  const put = (name: string) => {
    writeFileSync(join(folder, `${name}.gguf`), tinyGemma({ behaviour: 'scripted', name }))
    return join(folder, `${name}.gguf`)
  }
  const small = put('Small')
  const publish = () => undefined
  const file = { get: () => ({}), set: () => undefined, damagedCopy: null }
  const settings = new SettingsService(file, publish)
  const engine = new ScriptedEngine([], null)
  const library = new ModelLibrary({ folders: [folder], chosenPath: () => settings.get().modelPath })
  const notices = new NoticeBoard(publish)
  const changes: (string | undefined)[] = []
  const changed = () => void changes.push(models.current?.name)
  const models: ModelInUse = new ModelInUse({ library, engine, settings, notices, changed })
  await models.apply()
  return { models, engine, put, small, changes }
}

async function borrow(models: ModelInUse, path: string): Promise<() => void> {
  const borrowed = await models.borrow(path)
  if (!borrowed.ok) throw new Error(borrowed.error.message)
  return borrowed.value
}

describe('The model in use', () => {
  it('is replaced by a better one that comes, and that is told', async () => {
    const { models, put, changes } = await start()
    put('Gemma')
    await models.apply()
    expect(models.current?.name).toBe('Gemma')
    expect(changes).toEqual(['Small', 'Gemma'])
  })

  it('is loaded anew when another file came into its place, and only then', async () => {
    const { models, engine, put, small, changes } = await start()
    await models.apply()
    expect(engine.reloads).toBe(0)
    put('Small')
    utimesSync(small, 1, 1)
    await models.apply()
    expect(engine.reloads).toBe(1)
    expect(changes).toEqual(['Small', 'Small'])
    await models.apply()
    expect(engine.reloads).toBe(1)
    engine.setStatus({ state: 'failed' })
    utimesSync(small, 2, 2)
    await models.apply()
    expect(engine.reloads).toBe(1)
  })

  it('answers to the end before a better one that came takes its place', async () => {
    const { models, engine, put, small } = await start()
    engine.setStatus({ state: 'writing' })
    put('Gemma')
    await models.apply()
    expect(models.current?.path).toBe(small)
    engine.setStatus({ state: 'ready' })
    await until(() => models.current?.name === 'Gemma')
  })

  it('comes back when a borrowed one has answered, but not in the middle of what that answers to others', async () => {
    const { models, engine, put, small } = await start()
    const release = await borrow(models, put('Spare'))
    engine.setStatus({ state: 'writing' })
    release()
    // The library is asked in any case, and has answered when this has.
    await models.apply()
    expect(models.current?.name).toBe('Spare')
    engine.setStatus({ state: 'ready' })
    await until(() => models.current?.path === small)
  })

  it('stays the borrowed one until that is given back, whatever comes and is chosen', async () => {
    const { models, put, small } = await start()
    const other = put('Spare')
    const release = await borrow(models, other)
    put('Gemma')
    await models.apply()
    expect(await models.use(small)).toMatchObject({ ok: false, error: { code: 'busy' } })
    expect(await models.borrow(small)).toMatchObject({ ok: false, error: { code: 'busy' } })
    expect(models.current?.path).toBe(other)
    release()
    await until(() => models.current?.name === 'Gemma')
  })

  it('is the one that was chosen last, whichever file takes longer to look at', async () => {
    const { models, put, small } = await start()
    const gemma = put('Gemma')
    const earlier = models.apply()
    await models.use(small)
    await earlier
    expect(models.current?.path).toBe(small)
    expect(await models.use(gemma)).toMatchObject({ ok: true })
    expect(models.current?.path).toBe(gemma)
  })

  it('is not lent while a question waits for it', async () => {
    const { models, engine, put, small } = await start()
    const events = engine.generate(ask('Anybody?'), never)
    const first = events.next()
    engine.setStatus({ state: 'loading' })
    expect(await models.borrow(put('Spare'))).toMatchObject({ ok: false, error: { code: 'busy' } })
    expect(models.current?.path).toBe(small)
    const turn = await engine.nextTurn()
    turn.finish()
    await first
  })
})
