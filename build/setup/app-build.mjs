import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './places.mjs'
import { run } from './run-command.mjs'

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
const OUT = join(ROOT, 'out')
const mark = join(OUT, 'built-from')

/** The app itself; built again when a source changed, by time and size. */
export const appBuild = {
  name: 'building Agate',
  advice: 'A source file does not compile; "npm run check" says more.',
  recheck: false,
  isDone: () => existsSync(mark) && readFileSync(mark, 'utf8') === stampOf(ROOT, SOURCES),
  async run() {
    const stamp = stampOf(ROOT, SOURCES)
    // In a process of its own: the bundler changes variables of the process it runs in.
    await run(process.execPath, [join(ROOT, 'build/build.mjs')], { cwd: ROOT })
    writeFileSync(mark, stamp)
  },
}

/**
 * Changes when a file in one of the sources appears, goes or changes.
 * @param {string} root
 * @param {readonly string[]} sources
 */
export function stampOf(root, sources) {
  const hash = createHash('sha256')
  for (const source of sources) addTo(hash, root, source)
  return hash.digest('hex')
}

function addTo(hash, root, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false })
  if (stat?.isDirectory()) for (const name of readdirSync(join(root, path)).sort()) addTo(hash, root, join(path, name))
  else if (stat && !/\.(?:gguf|checked)$/.test(path)) hash.update(`${path} ${stat.mtimeMs} ${stat.size}\n`)
}
