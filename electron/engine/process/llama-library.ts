import type * as NodeLlamaCpp from 'node-llama-cpp'

export type Library = typeof NodeLlamaCpp

/**
 * Loads node-llama-cpp. Only here, and only with `import()`: a static import would run before the process guard,
 * wherever a bundler puts it.
 */
export function importLibrary(): Promise<Library> {
  return import('node-llama-cpp')
}
