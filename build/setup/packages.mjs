import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { LOCAL, ROOT } from './places.mjs'

const mark = join(LOCAL, 'package-lock.sha256')
const lockDigest = () =>
  createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')

/** Everything from the npm registry. No install script runs: what they would fetch or compile has steps of its own here. */
export const packages = {
  name: 'installing packages',
  advice: 'Check that the npm registry can be reached ("npm ping") and that the disk is not full.',
  isDone: () => existsSync(mark) && readFileSync(mark, 'utf8') === lockDigest(),
  async run() {
    await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: ROOT })
    mkdirSync(LOCAL, { recursive: true })
    writeFileSync(mark, lockDigest())
  },
}
