import { SetupError } from './setup-error.mjs'

const NEEDED = { major: 20, minor: 19 }

/** Vite needs 20.19; an older Node fails much later, with words that help nobody. */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor)) return
  throw new SetupError(
    `Agate needs Node.js ${NEEDED.major}.${NEEDED.minor} or newer; this is ${version}. Install a newer one and run the command again.`,
  )
}
