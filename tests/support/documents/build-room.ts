import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { build } from 'vite'
import { ROOM_SOURCES, roomTestFolder } from './room-paths.ts'

const TESSERACT = 'tesseract.js-core/tesseract-core-simd-lstm.js'

/**
 * Builds one of the programs as it is built for Electron, and says where it is. Tests that may run at the same time need
 * folders of their own.
 */
export async function buildRoom(name: keyof typeof ROOM_SOURCES, folder: string = name): Promise<string> {
  const outDir = roomTestFolder(folder)
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      target: 'node20.18',
      ssr: true,
      outDir,
      minify: false,
      rollupOptions: {
        external: [TESSERACT, ...builtinModules, ...builtinModules.map((builtin) => `node:${builtin}`)],
        input: { [name]: ROOM_SOURCES[name] },
        output: { format: 'esm', entryFileNames: '[name].js' },
      },
    },
    ssr: { noExternal: true, external: ['tesseract.js-core'] },
  })
  return join(outDir, `${name}.js`)
}
