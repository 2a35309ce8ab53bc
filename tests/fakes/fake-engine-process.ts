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

  becomeReady(): void {
    this.say({ type: 'load-progress', progress: 0.5 })
    this.say({ type: 'loaded', device: 'Processor, 1 thread', contextSize: 8192, details: ONE_THREAD })
  }

  /** Ends the generation that main asked for last. */
  finish(reason: 'end' | 'stopped' = 'end'): void {
    const outcome = { reason, tokens: 1, tokensPerSecond: null }
    this.say({ type: 'done', id: this.lastAsked(), outcome })
  }

  write(text: string): void {
    this.say({ type: 'text', id: this.lastAsked(), text, tokens: 1, tokensPerSecond: null })
  }

  lastAsked(): number {
    const asked = this.received.findLast((message) => message.type === 'generate')
    if (asked?.type !== 'generate') throw new Error('Main asked for nothing')
    return asked.id
  }
}
