import { mkdirSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { defineConfig, type Plugin } from 'vite'
import { tinyGemma } from '../tests/support/gguf/tiny-gemma.ts'
import { llamaBundle } from './llama-bundle.mjs'

/** Loaded from node_modules at run time: native code, what Electron itself provides, and what must be a file. */
const EXTERNAL = [
  'electron',
  'better-sqlite3',
  // It asks where its file is when it begins, which a bundled one cannot tell.
  'tesseract.js-core/tesseract-core-simd-lstm.js',
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
]

/** Writes the model that graphics cards are tried with: the one that the tests have, from the same source. */
const selfTestModel: Plugin = {
  name: 'self-test-model',
  closeBundle() {
    mkdirSync('out/self-test', { recursive: true })
    writeFileSync('out/self-test/scripted.gguf', tinyGemma({ behaviour: 'scripted' }))
  },
}

/** The main process, the engine process and the one that reads documents: ES modules, for the Node inside Electron 33 and later. */
export default defineConfig({
  plugins: [selfTestModel, llamaBundle()],
  build: {
    target: 'node20.18',
    ssr: true,
    outDir: 'out',
    emptyOutDir: false,
    minify: false,
    sourcemap: true,
    // Of everything that is bundled; a package has them as files.
    license: { fileName: 'main/licences.txt' },
    rollupOptions: {
      external: EXTERNAL,
      input: {
        'main/main': 'electron/main.ts',
        'engine/engine': 'electron/engine/process/engine.ts',
        'engine/bare': 'electron/engine/process/bare.ts',
        'documents/room': 'electron/documents/room/process/room.ts',
      },
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'main/[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3', 'tesseract.js-core'] },
})
