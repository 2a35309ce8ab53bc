/*
 * node-llama-cpp inside the engine's program. Imported from node_modules it is 700 files of 60 packages, which each engine
 * process looks up and reads one after the other before it can load a model; bundled it is one.
 */

const LIBRARY_FILE = /\/node_modules\/node-llama-cpp\/dist\/(?<path>.+\.js)$/u
const OWN_URL = 'import.meta.url'

/**
 * What the library downloads models and clones llama.cpp with, and what it takes of it. Agate downloads through its one
 * egress module and compiles nothing, so neither is in the program.
 */
const LEFT_OUT = new Map([
  ['ipull', ['downloadFile', 'downloadSequence', 'DownloadStatus']],
  ['simple-git', ['simpleGit']],
])
const LEFT_OUT_PREFIX = '\0left-out:'

/** Stay packages of their own: native libraries. */
const BINARIES = /^@node-llama-cpp\//u

/** @returns {import('vite').Plugin} */
export function llamaBundle() {
  return {
    name: 'llama-bundle',
    enforce: 'pre',
    resolveId(id) {
      if (BINARIES.test(id)) return { id, external: true }
      return LEFT_OUT.has(id) ? `${LEFT_OUT_PREFIX}${id}` : null
    },
    load(id) {
      const names = id.startsWith(LEFT_OUT_PREFIX) ? LEFT_OUT.get(id.slice(LEFT_OUT_PREFIX.length)) : undefined
      return names?.map((name) => `export const ${name} = undefined`).join('\n')
    },
    transform(code, id) {
      const path = LIBRARY_FILE.exec(id)?.groups?.path
      if (path === undefined || !code.includes(OWN_URL)) return null
      // From where its file lies it finds its version, its notes on the binaries and whether it is inside an archive.
      return code.replaceAll(OWN_URL, `new URL('${path}', import.meta.resolve('node-llama-cpp')).href`)
    },
  }
}
