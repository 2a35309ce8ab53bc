import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const ROOT = join(import.meta.dirname, '..')
const CONFIGS = ['electron', 'preload', 'renderer', 'test'].map((name) => join(ROOT, `build/vite.${name}.config.ts`))

/** Builds everything into out/. */
export async function buildAll() {
  // Imported here: on a fresh clone this file is read before there are packages.
  const { build } = await import('vite')
  for (const folder of ['main', 'engine', 'preload', 'renderer', 'test'])
    rmSync(join(ROOT, 'out', folder), { recursive: true, force: true })
  for (const configFile of CONFIGS) await build({ root: rootOf(configFile), configFile, logLevel: 'error' })
}

/** The page's files are found from its own folder. */
function rootOf(configFile) {
  return configFile.includes('renderer') ? join(ROOT, 'renderer') : ROOT
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.chdir(ROOT)
  await buildAll()
}
