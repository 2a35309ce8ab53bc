import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkModelFile } from '../../electron/models/model-check.ts'
import { MODEL_TESTER_ENTRY, TINY_MODELS } from '../support/engine-paths.ts'
import { modelsWithAddedKeys } from '../support/gguf/added-keys.ts'
import { brokenModels } from '../support/gguf/broken-models.ts'
import { tinyGemma } from '../support/gguf/tiny-gemma.ts'
import { tinyLlama } from '../support/gguf/tiny-llama.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** Far more than any of these files takes, also on a busy machine. */
const HANGS_AFTER_MS = 60_000

let tester: ChildProcess | null = null
afterAll(() => tester?.kill('SIGKILL'))

/** What llama.cpp does with a file. */
async function tried(path: string): Promise<'works' | 'refused' | 'died' | 'hung'> {
  if (tester === null) {
    tester = fork(MODEL_TESTER_ENTRY, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    await once(tester, 'message')
  }
  const child = tester
  const outcome = new Promise<'works' | 'refused' | 'died' | 'hung'>((resolve) => {
    const late = setTimeout(() => resolve('hung'), HANGS_AFTER_MS)
    const settle = (how: 'works' | 'refused' | 'died') => {
      clearTimeout(late)
      child.removeAllListeners()
      resolve(how)
    }
    child.once('message', (message) => settle(message === 'works' ? 'works' : 'refused'))
    child.once('exit', () => settle('died'))
  })
  child.send(path)
  const how = await outcome
  if (how === 'died' || how === 'hung') {
    child.kill('SIGKILL')
    tester = null
  }
  return how
}

describe('A broken model file', () => {
  it('that passes the check never ends or stops llama.cpp', async () => {
    const folder = tempFolder()
    const deadly: string[] = []
    const counts = { refused: 0, passed: 0 }
    let index = 0
    const models = [
      ...brokenModels(tinyGemma({ behaviour: 'scripted' }), 'gemma2'),
      ...brokenModels(tinyLlama(), 'llama'),
      ...modelsWithAddedKeys(),
    ]
    for (const { name, bytes } of models) {
      const path = join(folder, `broken-${(index += 1)}.gguf`)
      writeFileSync(path, bytes)
      if (!(await checkModelFile(path)).ok) {
        counts.refused += 1
        continue
      }
      counts.passed += 1
      const how = await tried(path)
      if (how === 'died' || how === 'hung') deadly.push(`${name}: ${how}`)
    }
    expect(deadly).toEqual([])
    // The corpus is worth something: most of it is refused, and not all.
    expect(counts.refused).toBeGreaterThan(200)
    expect(counts.passed).toBeGreaterThan(20)
  }, 600_000)

  it('would run if it were whole', async () => {
    const path = join(tempFolder(), 'whole.gguf')
    for (const bytes of [tinyGemma({ behaviour: 'scripted' }), tinyLlama()]) {
      writeFileSync(path, bytes)
      expect(await checkModelFile(path)).toMatchObject({ ok: true })
      expect(await tried(path)).toBe('works')
    }
  })

  it('that is known to abort llama.cpp is refused before', async () => {
    expect(await checkModelFile(TINY_MODELS.aborting)).toMatchObject({ ok: false, error: { code: 'unsupported' } })
    expect(await tried(TINY_MODELS.aborting)).toBe('died')
  })
})
