import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'

/** Programs that only tests run: an engine process that follows a script. Never packed. */
export default defineConfig({
  build: {
    target: 'node20.18',
    ssr: true,
    outDir: 'out/test',
    minify: false,
    rollupOptions: {
      external: [...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
      input: { 'scripted-engine': 'tests/fakes/scripted-engine-process.ts' },
      output: { format: 'esm', entryFileNames: '[name].js' },
    },
  },
  ssr: { noExternal: true },
})
