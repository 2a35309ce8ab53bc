import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { provideDisplay } from '../setup/display.mjs'
import { ELECTRON, ROOT } from '../setup/places.mjs'
import { orExplain } from '../setup/run-steps.mjs'

/* Draws the icons of the application and of the tray again, after their drawings in resources/ have changed: node build/icons/draw.mjs */

const display = await orExplain(provideDisplay)
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const child = spawn(ELECTRON, [...sandbox, join(import.meta.dirname, 'painter'), join(ROOT, 'resources')], {
  stdio: ['ignore', process.stderr, process.stderr],
  env: { ...process.env, ...display.env },
})
child.once('exit', (code) => {
  display.stop()
  process.exit(code ?? 1)
})
