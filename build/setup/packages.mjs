import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LOCAL, ROOT } from './places.mjs'
import { run } from './run-command.mjs'

const mark = join(LOCAL, 'package-lock.sha256')
const lockDigest = () =>
  createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')

/** Everything from the npm registry. No install script runs: what they would fetch or compile has steps of its own here. */
export const packages = {
  name: 'installing packages',
  isDone: () => existsSync(mark) && readFileSync(mark, 'utf8') === lockDigest(),
  async run() {
    await run(
      process.platform === 'win32' ? 'npm.cmd' : 'npm',
      ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      {
        cwd: ROOT,
        env: { NODE_LLAMA_CPP_SKIP_DOWNLOAD: 'true' },
      },
    )
    mkdirSync(LOCAL, { recursive: true })
    writeFileSync(mark, lockDigest())
  },
}
