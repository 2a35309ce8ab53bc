import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setUp } from './setup.mjs'
import { ELECTRON_FOLDER, ELECTRON_VERSION_FILE, LOCAL, ROOT } from './setup/places.mjs'
import { orExplain } from './setup/run-steps.mjs'

/* npm run package: sets up, then makes the unpacked application in dist/. */

await orExplain(setUp)
await orExplain(async () => {
  const { build, Platform } = await import('electron-builder')
  await build({
    projectDir: ROOT,
    targets: Platform.current().createTarget('dir'),
    config: {
      electronVersion: readFileSync(ELECTRON_VERSION_FILE, 'utf8').trim().replace(/^v/, ''),
      electronDist: plainElectron(),
    },
  })
})

/**
 * Electron without the launcher that set-up may have put in: the packed app brings its own resources. A true copy, because the fuses are
 * set in the file itself, and links would set them in the cache too.
 */
function plainElectron() {
  const dist = join(LOCAL, 'electron-to-pack')
  rmSync(dist, { recursive: true, force: true })
  cpSync(ELECTRON_FOLDER, dist, { recursive: true, verbatimSymlinks: true })
  if (process.platform === 'linux') {
    rmSync(join(dist, 'resources'), { recursive: true, force: true })
    mkdirSync(join(dist, 'resources'))
  }
  return dist
}
