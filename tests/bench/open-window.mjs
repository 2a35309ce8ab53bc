/* A real Agate with its window, for benchmarks. Needs a screen (DISPLAY) and a build. */
import { _electron } from '@playwright/test'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/**
 * @param {{ settings?: object, scenario?: object, prepare?: (profile: string) => void }} options settings beside the usual
 *   ones; a scenario for the scripted engine instead of llama.cpp; what else is written into the profile's folder before
 */
export async function openWindow({ settings = {}, scenario, prepare }) {
  const home = mkdtempSync(join(os.tmpdir(), 'agate-bench-window-'))
  const profile = join(home, 'config/Agate')
  mkdirSync(profile, { recursive: true })
  prepare?.(profile)
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ firstRunDone: true, quickHotkey: null, ...settings }))
  if (scenario) writeFileSync(join(home, 'scenario.json'), JSON.stringify(scenario))
  const app = await _electron.launch({
    executablePath: join(root, 'node_modules/.agate/electron/electron'),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root],
    env: {
      ...process.env,
      ...{ HOME: home, XDG_CONFIG_HOME: join(home, 'config'), XDG_RUNTIME_DIR: home },
      ...(scenario && {
        AGATE_ENGINE_ENTRY: join(root, 'out/test/scripted-engine.js'),
        AGATE_SCENARIO: join(home, 'scenario.json'),
      }),
    },
  })
  const page = await app.firstWindow()
  const composer = page.getByRole('textbox', { name: 'Message' })
  await composer.waitFor()
  return {
    app,
    page,
    composer,
    async close() {
      await app.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
