import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDevices } from '../../../../electron/engine/ladder/open-devices.ts'
import { Results } from '../../../../electron/engine/ladder/results.ts'
import type { Rung } from '../../../../electron/engine/rung.ts'
import { ScriptedEngine } from '../../../fakes/scripted-engine.ts'
import { tempFolder } from '../../../support/temp-folder.ts'

const RUNG: Rung = { backend: 'vulkan', flashAttention: true, layers: 'all', contextMax: null }

/** Devices of a computer whose engine rests, after the card had ended it while a model was loaded. */
function afterCrash() {
  const folder = tempFolder()
  mkdirSync(join(folder, 'binaries'))
  const path = join(folder, 'model.gguf')
  writeFileSync(path, 'GGUF')
  const file = join(folder, 'devices.json')
  const devices = openDevices({
    ...{ file, binaries: join(folder, 'binaries'), tinyModel: path, appVersion: '1.0.0' },
    spawn: () => {
      throw new Error('Nothing is tried while the model rests')
    },
    log: () => undefined,
    offload: () => 'auto',
    health: () => undefined,
  })
  const engine = new ScriptedEngine()
  engine.setStatus({ state: 'resting' })
  devices.ladder.crashed({ path, name: 'Model', sizeBytes: 4, starter: false }, RUNG, 'load')
  devices.ladder.ended()
  const work = devices.follow(engine)
  onTestFinished(() => work.close())
  return { work, engine, path, trials: () => Results.parse(JSON.parse(readFileSync(file, 'utf8'))).trials }
}

describe('Trying the card again while the model rests', () => {
  it('forgets what became of the card, and loads the model', () => {
    const { work, engine, path, trials } = afterCrash()
    expect(trials()).toHaveLength(1)
    work.tryAgain(path)
    expect(trials()).toEqual([])
    expect(engine.warmed).toBe(1)
  })
})
