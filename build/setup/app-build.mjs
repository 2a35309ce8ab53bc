import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildAll } from '../build.mjs'
import { LOCAL, ROOT } from './places.mjs'

const SOURCES = [
  'electron',
  'renderer',
  'shared',
  'build',
  'resources',
  'tests/fakes',
  'package.json',
  'package-lock.json',
]
const mark = join(ROOT, 'out', 'built-from')

/** The app itself; built again when a source changed, by time and size. */
export const appBuild = {
  name: 'building Agate',
  isDone: () => existsSync(mark) && readFileSync(mark, 'utf8') === sourceStamp(),
  async run() {
    const stamp = sourceStamp()
    await buildAll()
    mkdirSync(LOCAL, { recursive: true })
    writeFileSync(mark, stamp)
  },
}

function sourceStamp() {
  const hash = createHash('sha256')
  for (const source of SOURCES) addTo(hash, join(ROOT, source))
  return hash.digest('hex')
}

function addTo(hash, path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat?.isDirectory()) for (const name of readdirSync(path).sort()) addTo(hash, join(path, name))
  else if (stat && !/\.(?:gguf|checked)$/.test(path)) hash.update(`${path} ${stat.mtimeMs} ${stat.size}\n`)
}
