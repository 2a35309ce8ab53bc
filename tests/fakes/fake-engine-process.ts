import type { EngineProcess } from '../../electron/engine/engine-process.ts'
import type { FromEngine, ToEngine } from '../../electron/engine/protocol.ts'
import { ONE_THREAD } from './engine-details.ts'

let lastPid = 0

/** An engine process that does nothing by itself: the test speaks for it. */
export class FakeEngineProcess implements EngineProcess {
  /** What main sent, without the pings. */
  readonly received: ToEngine[] = []
  pings = 0
  killed = false
  #pid: number | undefined = ++lastPid
  #onMessage: (message: unknown) => void = () => undefined
  #onExit: (code: number | null) => void = () => undefined

  get pid(): number | undefined {
    return this.#pid
  }

  post(message: ToEngine): void {
    if (message.type === 'ping') this.pings += 1
    else this.received.push(message)
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#onMessage = listener
  }

  onExit(listener: (code: number | null) => void): void {
    this.#onExit = listener
  }

  /** As Electron's does, a killed process ends with code 0. */
  kill(): void {
    this.killed = true
    this.exit(0)
  }

  exit(code: number | null): void {
    if (this.#pid === undefined) return
    this.#pid = undefined
    this.#onExit(code)
  }

  say(message: FromEngine): void {
    this.#onMessage(message)
  }

  sayAnything(message: unknown): void {
    this.#onMessage(message)
  }

  /** `widens`: with room for one conversation first. */
  becomeReady(device = 'Processor, 1 thread', widens = false): void {
    this.say({ type: 'load-progress', progress: 0.5 })
    this.say({ type: 'loaded', device, contextSize: 8192, details: ONE_THREAD, widens })
  }

  /** Says that it begins with a request: the last one, unless another is named. */
  begin(id = this.lastAsked()): void {
    this.say({ type: 'prompt', id, promptTokens: 3, reusedTokens: 0 })
  }

  finish(reason: 'end' | 'stopped' = 'end', id = this.lastAsked(), speed: number | null = null): void {
    const outcome = { reason, tokens: 1, tokensPerSecond: speed, promptTokensPerSecond: speed }
    this.say({ type: 'done', id, outcome })
  }

  write(text: string, id = this.lastAsked()): void {
    this.say({ type: 'text', id, text, tokens: 1, tokensPerSecond: null })
  }

  lastAsked(): number {
    const last = this.asked().at(-1)
    if (last === undefined) throw new Error('Main asked for nothing')
    return last
  }

  /** The requests it was given, oldest first. */
  asked(): number[] {
    return this.received.flatMap((message) => (message.type === 'generate' ? [message.id] : []))
  }
}
