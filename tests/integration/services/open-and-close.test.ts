import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { appPaths } from '../../../electron/paths.ts'
import { openServices } from '../../../electron/services.ts'
import { tempFolder } from '../../support/temp-folder.ts'

/** Agate without a model, whose folders for removed models and opened copies cannot be cleaned up. */
async function opened() {
  const userData = tempFolder()
  const file = join(userData, 'file')
  writeFileSync(file, '')
  const bundledModels = join(userData, 'bundled')
  mkdirSync(bundledModels)
  const paths = {
    ...appPaths({
      ...{ userData, appPath: process.cwd(), resourcesPath: '', isPackaged: false },
      ...{ platform: process.platform, env: {} },
    }),
    bundledModels,
    openedCopies: join(file, 'opened'),
    downloadedModels: join(file, 'models'),
  }
  const state = () => readFileSync(`${paths.database}.state`, 'utf8')
  const steps: { step: unknown; state: string }[] = []
  const unneeded = () => {
    throw new Error('There is nothing to start')
  }
  const services = await openServices({
    ...{ paths, version: '0.0.0', locale: 'en-GB' },
    settingsFile: { get: () => ({}), set: () => undefined, damagedCopy: null },
    ...{ spawnEngine: unneeded, spawnBareEngine: unneeded, spawnRoom: unneeded },
    publish: () => undefined,
    log(_level, event, detail) {
      if (event === 'step.failed') steps.push({ step: detail?.step, state: state() })
    },
  })
  if (!services.ok) throw new Error(services.error.message)
  return { services: services.value, steps, state }
}

it('Agate starts and writes down what could not be cleaned up', async () => {
  const { services, steps } = await opened()
  expect(services.conversations.list()).toEqual([])
  expect(steps.map(({ step }) => step)).toEqual(['removed models', 'opened copies'])
  await services.close()
})

it('Agate closes its database although something cannot be cleaned up, and before it deletes models', async () => {
  const { services, steps, state } = await opened()
  steps.length = 0
  await services.close()
  expect(state()).toBe('closed')
  expect(steps).toEqual([
    { step: 'opened copies', state: 'open' },
    { step: 'removed models', state: 'closed' },
  ])
})
