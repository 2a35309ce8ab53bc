/* Agate's engine for benchmarks under plain Node: the supervisor and an engine process of its own, as in the app. */
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../..')
const built = join(root, 'out/bench')

export const STARTER = join(root, 'resources/models/SmolLM2-135M-Instruct.Q4_1.gguf')

/** @param {{ model: string, threads: number | null }} options `threads` null: as many as Agate chooses */
export async function openAppEngine({ model, threads }) {
  const input = {
    engine: join(root, 'electron/engine/process/engine.ts'),
    bare: join(root, 'electron/engine/process/bare.ts'),
    'engine-path': join(root, 'tests/bench/engine-path.ts'),
  }
  const rollupOptions = { input, external: ['node-llama-cpp'] }
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: { ssr: true, outDir: built, target: 'node20', rollupOptions },
  })
  const { EngineSupervisor, forkEngine, MODEL_SETTINGS_DEFAULTS, ...bench } = await import(
    join(built, 'engine-path.js')
  )
  const log = (level, message) => level === 'error' && console.error(message)
  const settings = () => ({ ...MODEL_SETTINGS_DEFAULTS, threads })
  const messages = []
  const fork = forkEngine(join(built, 'engine.js'), log)
  const spawn = () => {
    const child = fork()
    child.onMessage((message) => messages.push({ at: performance.now(), ...message }))
    return child
  }
  const engine = new EngineSupervisor({ spawn, log, settings })
  engine.useModel({ path: model, name: 'model', sizeBytes: 1, starter: false })
  await new Promise((resolve, reject) => {
    engine.onStatus(({ state, problem }) => {
      if (state === 'ready') resolve()
      if (state === 'failed') reject(new Error(problem?.message))
    })
  })
  const openBare = (like) =>
    bench.openBareEngine({ spawn: forkEngine(join(built, 'bare.js'), log), path: model, like, log })
  return {
    engine,
    messages,
    ask: (request, signal) => ask(engine, MODEL_SETTINGS_DEFAULTS, request, signal),
    compareWithBare: (options) =>
      bench.compareWithBare({ app: engine, openBare, ...options }, new AbortController().signal),
  }
}

/** Answers, and tells when the first and the last text came, in milliseconds of `performance.now()`. */
async function ask(engine, defaults, { turns, text, maxTokens, priority = 'chat', ...sampling }, signal) {
  const { temperature, topP, topK, minP, repeatPenalty, seed } = { ...defaults, ...sampling }
  const request = {
    turns: turns ?? [{ role: 'user', text }],
    systemPrompt: '',
    sampling: { temperature, topP, topK, minP, repeatPenalty, seed, maxTokens },
    priority,
  }
  const generation = engine.generate(request, signal ?? new AbortController().signal)
  const times = { start: performance.now(), first: 0, last: 0, text: '' }
  for (;;) {
    const { done, value } = await generation.next()
    if (done) return { ...times, end: performance.now(), ...value }
    if (value.type !== 'text') continue
    times.text += value.text
    times.last = performance.now()
    times.first ||= times.last
  }
}

export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
}
