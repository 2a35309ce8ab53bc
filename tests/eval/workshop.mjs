/* Reads documents and summarises them with a real model under plain Node, for evaluations and benchmarks. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildForNode } from '../support/build-for-node.mjs'

const root = join(import.meta.dirname, '../..')

export const STARTER = join(root, 'resources/models/SmolLM2-135M-Instruct.Q4_1.gguf')

/** @param {{ model: string, threads?: number | null, contextSize?: number | null }} options */
export async function openWorkshop({ model, threads = null, contextSize = null }) {
  const built = await buildForNode('eval', {
    engine: 'electron/engine/process/engine.ts',
    'eval-path': 'tests/eval/eval-path.ts',
  })
  const agate = await import(built('eval-path'))
  const log = (level, message) => level === 'error' && console.error(message)
  const engine = new agate.EngineSupervisor({
    spawn: agate.forkEngine(built('engine'), log),
    log,
    settings: () => ({ ...agate.MODEL_SETTINGS_DEFAULTS, threads, contextSize }),
  })
  engine.useModel({ path: model, name: 'model', sizeBytes: 1, starter: false })
  const sha256 = createHash('sha256').update(readFileSync(model)).digest('hex')
  const pdfAssets = agate.readPdfAssets(join(root, 'node_modules/pdfjs-dist'))
  return {
    engine,
    agate,
    /** A document as Agate reads it. */
    read: async (name, content) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
      const text = await agate.readBytes({ bytes, name, password: null, pdfAssets, onPage: () => Promise.resolve() })
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return { ...text, name, sizeBytes: bytes.length, sha256 }
    },
    /** The end of a summary; `onEvent` sees what happens before. */
    summarise: async (document, wish = {}, { store = memoryStore(), onEvent = () => undefined, signal } = {}) => {
      const summarise = agate.createSummariser(engine, store)
      const whole = { mode: 'full', length: 'medium', language: null, ...wish }
      const events = summarise(document, whole, { name: 'model', sha256 }, signal ?? new AbortController().signal)
      for (;;) {
        const { done, value } = await events.next()
        if (done) return value
        onEvent(value)
      }
    },
  }
}

export function memoryStore() {
  const kept = new Map()
  return {
    kept,
    get: (key) => kept.get(key) ?? null,
    put: (key, notes) => void kept.set(key, notes),
  }
}
