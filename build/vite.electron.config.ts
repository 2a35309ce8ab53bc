import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'

/** Loaded from node_modules at run time: native code, and what Electron itself provides. */
const EXTERNAL = [
  'electron',
  'better-sqlite3',
  'node-llama-cpp',
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
]

/** The main process and the engine process: two entries, ES modules, for the Node inside Electron 33 and later. */
export default defineConfig({
  build: {
    target: 'node20.18',
    ssr: true,
    outDir: 'out',
    emptyOutDir: false,
    minify: false,
    sourcemap: true,
    rollupOptions: {
      external: EXTERNAL,
      input: { 'main/main': 'electron/main.ts', 'engine/engine': 'electron/engine/process/engine.ts' },
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'main/[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3', 'node-llama-cpp'] },
})
