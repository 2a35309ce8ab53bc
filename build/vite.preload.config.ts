import { defineConfig, runnerImport } from 'vite'
import type { Contract } from '../shared/ipc/define.ts'

/** The contract's names and kinds, so that the preload script needs neither zod nor the schemas. */
async function contractShape(): Promise<Record<string, Record<string, string>>> {
  const { module } = await runnerImport<{ contract: Contract }>('./shared/ipc/contract.ts')
  return Object.fromEntries(
    Object.entries(module.contract).map(([group, members]) => [
      group,
      Object.fromEntries(Object.entries(members).map(([name, definition]) => [name, definition.kind])),
    ]),
  )
}

/** A sandboxed preload script must be one self-contained CommonJS file. */
export default defineConfig(async () => ({
  define: { CONTRACT_SHAPE: JSON.stringify(await contractShape()) },
  build: {
    target: 'chrome130',
    outDir: 'out/preload',
    minify: false,
    lib: { entry: 'electron/preload/preload.ts', formats: ['cjs' as const], fileName: () => 'preload.cjs' },
    rollupOptions: { external: ['electron'] },
  },
}))
