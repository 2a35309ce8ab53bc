/* Agate's engine for benchmarks under plain Node: the supervisor and an engine process of its own, as in the app. */
import { renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildForNode } from '../support/build-for-node.mjs'

const root = join(import.meta.dirname, '../..')
const built = await buildForNode('bench', {
  engine: 'electron/engine/process/engine.ts',
  bare: 'electron/engine/process/bare.ts',
  'fixed-threads-engine': 'tests/bench/engine/fixed-threads-engine.ts',
  'at-once-engine': 'tests/bench/engine/at-once-engine.ts',
  'memory-parts': 'tests/bench/engine/memory-parts.ts',
  'engine-path': 'tests/bench/engine-path.ts',
})
const { EngineSupervisor, forkEngine, MODEL_SETTINGS_DEFAULTS, ...parts } = await import(built('engine-path'))

/** The models that are written, into the folder for temporary files, when they are asked for. */
const WRITTEN = {
  tiny: { file: 'agate-bench-tiny.gguf', write: writeTiny },
  'gemma-2b': { file: 'agate-bench-gemma-2-2b.Q4_K_M.gguf', write: parts.writeRandomGemma2b },
}

/**
 * The file that an option names: "starter"; "tiny" for the tests' model of 1.3 MB that writes for as long as it may;
 * "gemma-2b" for one of Gemma 2 2B's true geometry with random weights (1.7 GB, kept once it is written); or a path.
 */
export function modelNamed(name) {
  if (name === 'starter') return join(root, 'resources/models/SmolLM2-135M-Instruct.Q4_1.gguf')
  if (!Object.hasOwn(WRITTEN, name)) return name
  const { file, write } = WRITTEN[name]
  const path = join(tmpdir(), file)
  write(path)
  return path
}

/** Beside the one that is there: another benchmark may have that mapped. */
function writeTiny(path) {
  writeFileSync(`${path}.part`, parts.tinyGemma({ behaviour: 'babbling' }))
  renameSync(`${path}.part`, path)
}

/** Threads for what Node does aside, and pages of memory, as they are by themselves; see `electron/engine/engine-environment.ts`. */
const AS_NODE_DOES = { UV_THREADPOOL_SIZE: '4', GLIBC_TUNABLES: '' }
const log = (level, message) => level === 'error' && console.error(message)

/**
 * @typedef {object} AppEngineOptions
 * @property {string} model as for `modelNamed`
 * @property {number | null} threads null: as many as Agate chooses
 * @property {number | null} [contextSize] null: as Agate chooses
 * @property {() => import('../../electron/engine/protocol.ts').PromptStarts} [starts] what is kept evaluated
 * @property {'engine' | 'fixed-threads-engine' | 'at-once-engine'} [entry] of the engine process
 * @property {import('../../electron/engine/ladder/ladder.ts').Ladder} [ladder] absent: the processor
 * @property {Record<string, string>} [env] of the engine process and of the library's
 */

/** @param {AppEngineOptions} options */
export async function openAppEngine(options) {
  const { model, threads, contextSize = null, entry = 'engine', env = {}, starts, ladder } = options
  const path = modelNamed(model)
  const settings = () => ({ ...MODEL_SETTINGS_DEFAULTS, threads, contextSize })
  const messages = []
  const fork = forkEngine(built(entry), log, env)
  let pid
  const spawn = () => {
    const child = fork()
    pid = child.pid
    child.onMessage((message) => messages.push({ at: performance.now(), ...message }))
    return child
  }
  const engine = new EngineSupervisor({ spawn, log, settings, ...(starts && { starts }), ...(ladder && { ladder }) })
  engine.useModel({ path, name: model, sizeBytes: 1, starter: false })
  await new Promise((resolve, reject) => {
    engine.onStatus(({ state, problem }) => {
      if (state === 'ready') resolve()
      if (state === 'failed') reject(new Error(problem?.message))
    })
  })
  await hasRoom(engine)
  return {
    engine,
    messages,
    /** Of the engine process that runs. */
    pid: () => pid,
    ask: (request, signal) => ask(engine, request, signal),
    openBare: (like) => openBare(path, like, env),
  }
}

/** Resolves when the engine has room for all of its conversations: background work begins only then. */
export function hasRoom(engine) {
  return ask(engine, { text: 'Hello', maxTokens: 1, priority: 'background' })
}

/** The library alone, which runs the model as an engine does whose status is `like`. */
export function openBare(path, like, env = {}) {
  return parts.openBareEngine({ spawn: forkEngine(built('bare'), log, { ...AS_NODE_DOES, ...env }), path, like, log })
}

/** The ways to run a model on this computer, best first, as Agate finds them; those of the processor are the last. */
export async function rungsHere(env = {}) {
  const found = []
  for (const { backend } of parts.installedBackends(join(root, 'node_modules/@node-llama-cpp'))) {
    const probe = new parts.Probe(forkEngine(built('engine'), log, env), new AbortController().signal)
    try {
      const { cards } = await probe.look(backend, parts.PROBE_LIMITS.lookMs)
      if (cards.length > 0) found.push(backend)
    } catch (error) {
      if (!(error instanceof parts.ProbeError)) throw error
    } finally {
      await probe.end()
    }
  }
  return parts.rungsFor(found, 'auto')
}

/** What a model and its context take, as `memory-parts.ts` counts it, of an engine whose status is `like`. */
export async function memoryParts(path, { contextSize, details }) {
  const child = forkEngine(built('memory-parts'), log)()
  const told = new Promise((resolve, reject) => {
    child.onMessage(resolve)
    child.onExit((code) => reject(new Error(`The parts could not be counted (${code})`)))
  })
  child.post({ path, contextSize, threads: details.threads })
  return told
}

/** Writes into `file`, the `devices.json` of a profile, that the model needs no trial: see `mark-checked.ts`. */
export function markChecked(file, model) {
  parts.markChecked(root, file, model)
}

/** As `agate bench`. */
export function compareWithBare({ engine, openBare }, { rounds, note }) {
  return parts.compareWithBare({ app: engine, openBare, rounds, note }, new AbortController().signal)
}

/**
 * Answers, and tells when the first and the last text came, in milliseconds of `performance.now()`; `texts`: when each
 * came, and how many tokens the reply had by then.
 */
export async function ask(engine, { turns, text, maxTokens, priority = 'chat', ...sampling }, signal) {
  const { temperature, topP, topK, minP, repeatPenalty, seed } = { ...MODEL_SETTINGS_DEFAULTS, ...sampling }
  const request = {
    turns: turns ?? [{ role: 'user', text }],
    systemPrompt: '',
    sampling: { temperature, topP, topK, minP, repeatPenalty, seed, maxTokens },
    priority,
  }
  const generation = engine.generate(request, signal ?? new AbortController().signal)
  const times = { start: performance.now(), first: 0, last: 0, text: '', texts: [] }
  for (;;) {
    const { done, value } = await generation.next()
    if (done) return { ...times, end: performance.now(), ...value }
    if (value.type !== 'text') continue
    times.text += value.text
    times.texts.push({ at: performance.now(), tokens: value.tokens })
    times.last = times.texts.at(-1).at
    times.first ||= times.last
  }
}

export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
}
