import { appBuild } from './setup/app-build.mjs'
import { lockCheckout } from './setup/checkout-lock.mjs'
import { electronBinary } from './setup/electron-binary.mjs'
import { nativeSqlite } from './setup/native-sqlite.mjs'
import { requireNode } from './setup/node-version.mjs'
import { packages } from './setup/packages.mjs'
import { runSteps } from './setup/run-steps.mjs'
import { starterModel } from './setup/starter-model.mjs'
import { systemLibraries } from './setup/system-libraries.mjs'

/** Everything between a fresh clone and a running Agate; each step is skipped when it is done already. */
export async function setUp() {
  requireNode()
  await runSteps([packages, systemLibraries, electronBinary, nativeSqlite, starterModel, appBuild], {
    lock: lockCheckout,
  })
}
