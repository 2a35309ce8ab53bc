import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

/* Builds everything into out/. */

const ROOT = join(import.meta.dirname, '..')

/** The configurations name their files from here. */
process.chdir(ROOT)
for (const folder of ['main', 'engine', 'documents', 'preload', 'renderer', 'test', 'self-test']) {
  rmSync(join(ROOT, 'out', folder), { recursive: true, force: true })
}
for (const name of ['electron', 'preload', 'renderer', 'test']) {
  await build({
    // The page's files are found from its own folder.
    root: name === 'renderer' ? join(ROOT, 'renderer') : ROOT,
    configFile: join(ROOT, `build/vite.${name}.config.ts`),
    logLevel: 'error',
  })
}
