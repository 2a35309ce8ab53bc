import { spawn } from 'node:child_process'
import { setUp } from './setup.mjs'
import { provideDisplay } from './setup/display.mjs'
import { ELECTRON, ROOT } from './setup/places.mjs'
import { orExplain } from './setup/run-steps.mjs'

/* npm start: sets up what is missing, then runs Agate with the arguments that follow. Stdout is Agate's alone. */

await orExplain(setUp)
const display = await orExplain(provideDisplay)
const child = spawn(ELECTRON, [...sandboxSwitches(), ROOT, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, ...display.env },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.once('exit', (code, signal) => {
  display.stop()
  process.exit(code ?? (signal === null ? 1 : 128))
})

function sandboxSwitches() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return []
  process.stderr.write(
    'Agate: you are root, so Chromium runs WITHOUT its sandbox (--no-sandbox). Use an ordinary user for anything but development.\n',
  )
  return ['--no-sandbox']
}
