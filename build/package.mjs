import { cpSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { setUp } from './setup.mjs'
import { electronVersion } from './setup/electron-binary.mjs'
import { ELECTRON_FOLDER, ELECTRON_RESOURCES, LOCAL, ROOT } from './setup/places.mjs'
import { orExplain } from './setup/run-steps.mjs'

/* npm run package: sets up, then makes the unpacked application in dist/. */

const DIST = join(LOCAL, 'electron-to-pack')

await orExplain(setUp)
await orExplain(pack)

async function pack() {
  // Imported here: on a fresh clone this file is read before there are packages.
  const { build, Platform } = await import('electron-builder')
  try {
    copyPlainElectron()
    await build({
      projectDir: ROOT,
      targets: Platform.current().createTarget('dir'),
      config: { electronVersion: electronVersion(), electronDist: DIST },
    })
  } finally {
    rmSync(DIST, { recursive: true, force: true })
  }
}

/**
 * Electron without the launcher that set-up has put in: the packed app brings its own resources. A true copy, because the fuses are set in
 * the file itself, and links would set them in the cache too.
 */
function copyPlainElectron() {
  rmSync(DIST, { recursive: true, force: true })
  cpSync(ELECTRON_FOLDER, DIST, { recursive: true, verbatimSymlinks: true })
  rmSync(join(DIST, relative(ELECTRON_FOLDER, ELECTRON_RESOURCES), 'app'), { recursive: true, force: true })
}
