import type { Backend } from '../../../shared/model/engine-status.ts'
import { assertNever } from '../../../shared/result.ts'
import { errorText } from '../../error-text.ts'
import type { GenerateMessage, ToEngine } from '../protocol.ts'
import type { EnginePort } from './port.ts'
import { type GenerationListener, LoadError, type LoadInput, type Runtime } from './runtime.ts'

/** Answers main's messages with a runtime, until main says `exit` or is gone. */
export function serveEngine(port: EnginePort, runtime: Runtime, exit: (code: number) => never): void {
  const running = new Map<number, { readonly stop: AbortController; readonly ended: Promise<void> }>()

  function generate(message: GenerateMessage): void {
    const stop = new AbortController()
    const ended = runGeneration(port, runtime, message, stop.signal).then(() => {
      running.delete(message.id)
    })
    running.set(message.id, { stop, ended })
  }

  function count(id: number, texts: readonly string[]): void {
    const stop = new AbortController()
    const ended = runCount(port, runtime, id, texts, stop.signal).then(() => {
      running.delete(id)
    })
    running.set(id, { stop, ended })
  }

  async function leave(): Promise<void> {
    for (const { stop } of running.values()) stop.abort()
    await Promise.all([...running.values()].map(({ ended }) => ended))
    exit(0)
  }

  function receive(message: ToEngine): void {
    switch (message.type) {
      case 'load':
        void load(port, runtime, message, exit)
        return
      case 'look':
        void look(port, runtime, message.backend, exit)
        return
      case 'generate':
        generate(message)
        return
      case 'count':
        count(message.id, message.texts)
        return
      case 'stop':
        running.get(message.id)?.stop.abort()
        return
      case 'ping':
        port.post({ type: 'pong' })
        return
      case 'exit':
        void leave()
        return
      default:
        assertNever(message)
    }
  }

  port.onClose(() => exit(0))
  port.onMessage(receive)
}

/** No answer where that fails: none would say that there is no card, and main takes the end as not knowing. */
async function look(
  port: EnginePort,
  runtime: Runtime,
  backend: Backend,
  exit: (code: number) => never,
): Promise<void> {
  try {
    port.post({ type: 'cards', ...(await runtime.look(backend)) })
  } catch (error) {
    process.stderr.write(`Looking for ${backend} failed: ${String(error)}\n`)
    exit(1)
  }
}

async function load(
  port: EnginePort,
  runtime: Runtime,
  input: LoadInput,
  exit: (code: number) => never,
): Promise<void> {
  let told = -1
  // In whole percents: the library tells every tensor.
  const progress = (share: number) => {
    const percent = Math.floor(Math.min(1, Math.max(0, share)) * 100)
    if (percent === told) return
    told = percent
    port.post({ type: 'load-progress', progress: percent / 100 })
  }
  const widening = () => port.post({ type: 'widening' })
  const widened = (sequences: number) => port.post({ type: 'widened', sequences })
  const lost = (error: unknown) => {
    process.stderr.write(`The model is lost: ${String(error)}\n`)
    exit(1)
  }
  try {
    port.post({ type: 'loaded', ...(await runtime.load(input, { progress, widening, widened, lost })) })
  } catch (error) {
    const failure = error instanceof LoadError ? error.failure : 'model'
    port.post({ type: 'load-failed', failure, detail: String(error) })
  }
}

async function runCount(
  port: EnginePort,
  runtime: Runtime,
  id: number,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  let counts: number[] | null = null
  try {
    counts = await runtime.countTokens(texts, signal)
  } catch (error) {
    process.stderr.write(`Tokens could not be counted: ${String(error)}\n`)
  }
  port.post({ type: 'counted', id, counts })
}

async function runGeneration(
  port: EnginePort,
  runtime: Runtime,
  { id, request }: GenerateMessage,
  signal: AbortSignal,
): Promise<void> {
  const listener: GenerationListener = {
    prompt: (size) => port.post({ type: 'prompt', id, ...size }),
    reading: (progress) => port.post({ type: 'reading', id, progress }),
    text: (text, written) => port.post({ type: 'text', id, text, ...written }),
  }
  try {
    port.post({ type: 'done', id, outcome: await runtime.generate(request, listener, signal) })
  } catch (error) {
    port.post({ type: 'done', id, outcome: { reason: 'error', detail: errorText(error) } })
  }
}
