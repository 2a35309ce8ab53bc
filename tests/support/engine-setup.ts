import { build } from 'vite'
import { llamaBundle } from '../../build/llama-bundle.mjs'
import { ENGINE_SOURCES, ENGINE_TEST_FOLDER } from './engine-paths.ts'
import { writeTinyModels } from './gguf/write-tiny-models.ts'

/** Vitest's global set-up for tests that start an engine process: builds the entries and writes the tiny models. */
export async function setup(): Promise<void> {
  writeTinyModels()
  await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [llamaBundle()],
    build: {
      ssr: true,
      target: 'node20',
      outDir: ENGINE_TEST_FOLDER,
      emptyOutDir: false,
      rollupOptions: { input: ENGINE_SOURCES },
    },
    ssr: { noExternal: true },
  })
}
