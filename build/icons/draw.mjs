import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { provideDisplay } from '../setup/display.mjs'
import { ELECTRON, ROOT } from '../setup/places.mjs'
import { orExplain } from '../setup/run-steps.mjs'

/* Draws the icons of the installed application again, after resources/icon.svg has changed: node build/icons/draw.mjs */

const display = await orExplain(provideDisplay)
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const child = spawn(ELECTRON, [...sandbox, join(import.meta.dirname, 'painter'), join(ROOT, 'resources/icon.svg')], {
  stdio: ['ignore', process.stderr, process.stderr],
  env: { ...process.env, ...display.env },
})
child.once('exit', (code) => {
  display.stop()
  process.exit(code ?? 1)
})
