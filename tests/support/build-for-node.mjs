import { join } from 'node:path'
import { build } from 'vite'
import { llamaBundle } from '../../build/llama-bundle.mjs'

const root = join(import.meta.dirname, '../..')

/** Native code, and what must be a file of its own: loaded from node_modules, as in the packed program. */
const FROM_MODULES = ['better-sqlite3', 'tesseract.js-core']

/**
 * Builds programs of Agate for plain Node, for benchmarks and evaluations. Each folder lies in `out/`, two levels below the
 * checkout like the built program, so that they find node_modules where it does.
 *
 * @param {string} folder in `out/`
 * @param {Record<string, string>} sources by the name of the program, each a path in the checkout
 * @returns {Promise<(program: string) => string>} where each program is
 */
export async function buildForNode(folder, sources) {
  const built = join(root, 'out', folder)
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [llamaBundle()],
    build: {
      ssr: true,
      outDir: built,
      target: 'node20.18',
      rollupOptions: {
        input: Object.fromEntries(Object.entries(sources).map(([name, path]) => [name, join(root, path)])),
        external: FROM_MODULES.map((name) => new RegExp(`^${name}(?:/|$)`, 'u')),
      },
    },
    ssr: { noExternal: true, external: FROM_MODULES },
  })
  return (program) => join(built, `${program}.js`)
}
