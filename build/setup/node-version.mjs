import { SetupError } from './setup-error.mjs'

const NEEDED = [20, 19]

/** Vite needs 20.19; an older Node fails much later, with words that help nobody. */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return
  throw new SetupError(
    `Agate needs Node.js ${NEEDED.join('.')} or newer; this is ${version}. Install a newer one and run the command again.`,
  )
}
