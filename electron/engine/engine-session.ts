import { assertNever } from '../../shared/result.ts'
import type { GenerateRequest } from './engine.ts'
import type { EngineLog, EngineProcess } from './engine-process.ts'
import type { EngineLimits } from './limits.ts'
import { FromEngine, type LoadFailure, type ToEngine } from './protocol.ts'
import { Watchdog } from './watchdog.ts'

export type LoadedMessage = Extract<FromEngine, { type: 'loaded' }>
export type CountedMessage = Extract<FromEngine, { type: 'counted' }>
export type GenerationMessage = Exclude<Extract<FromEngine, { id: number }>, CountedMessage>

export interface SessionListener {
  loadProgress(progress: number): void
  loaded(loaded: LoadedMessage): void
  /** It gets room for further conversations, which takes memory as loading does. */
  widening(): void
  /** As many conversations have room now, which may be fewer than it said when it was loaded. */
  widened(sequences: number): void
  loadFailed(failure: LoadFailure, detail: string): void
  generation(message: GenerationMessage): void
  counted(message: CountedMessage): void
  /** The process is no more, and nobody asked it to end. */
  gone(cause: 'engine-crash' | 'engine-hang'): void
}

export interface SessionOptions {
  readonly process: EngineProcess
  readonly load: Omit<Extract<ToEngine, { type: 'load' }>, 'type'>
  readonly limits: EngineLimits
  readonly log: EngineLog
  readonly listener: SessionListener
}

/** One engine process with one model, from its start to its end. Watches over it and kills it when it hangs. */
export class EngineSession {
  #process: EngineProcess
  #limits: EngineLimits
  #log: EngineLog
  #listener: SessionListener
  #watchdog: Watchdog
  #heartbeat: NodeJS.Timeout
  #exited: Promise<void>
  #ending = false
  #cause: 'engine-crash' | 'engine-hang' = 'engine-crash'

  constructor({ process, load, limits, log, listener }: SessionOptions) {
    this.#process = process
    this.#limits = limits
    this.#log = log
    this.#listener = listener
    this.#watchdog = new Watchdog(limits)
    this.#watchdog.begin('load', performance.now())
    process.onMessage((message) => this.#receive(message))
    this.#exited = new Promise((resolve) => {
      process.onExit((code) => {
        this.#closed(code)
        resolve()
      })
    })
    this.#heartbeat = setInterval(() => this.#tick(), limits.heartbeatMs)
    process.post({ type: 'load', ...load })
  }

  generate(id: number, request: GenerateRequest): void {
    this.#watchdog.begin('generate', performance.now())
    this.#process.post({ type: 'generate', id, request: { ...request, turns: [...request.turns] } })
  }

  count(id: number, texts: readonly string[]): void {
    this.#process.post({ type: 'count', id, texts: [...texts] })
  }

  /** Nothing is asked of it any more. */
  idle(): void {
    this.#watchdog.end()
  }

  stop(id: number): void {
    this.#process.post({ type: 'stop', id })
  }

  /** Ends the process for sure, and tells the listener nothing more. */
  async end(): Promise<void> {
    this.#ending = true
    clearInterval(this.#heartbeat)
    this.#process.post({ type: 'exit' })
    const kill = setTimeout(() => this.#process.kill(), this.#limits.exitGraceMs)
    await this.#exited
    clearTimeout(kill)
  }

  #tick(): void {
    const trouble = this.#watchdog.tick()
    if (trouble === null) {
      this.#process.post({ type: 'ping' })
      return
    }
    this.#log('error', `The engine process hangs and is ended: ${trouble}`)
    this.#cause = 'engine-hang'
    clearInterval(this.#heartbeat)
    this.#process.kill()
  }

  #closed(code: number | null): void {
    clearInterval(this.#heartbeat)
    if (this.#ending) return
    this.#ending = true
    this.#log('error', `The engine process is gone (${this.#cause}, code ${code})`)
    this.#listener.gone(this.#cause)
  }

  #receive(raw: unknown): void {
    if (this.#ending) return
    const { success, data: message, error } = FromEngine.safeParse(raw)
    if (!success) {
      this.#log('error', `The engine process sent what it must not, and is ended: ${error.message}`)
      this.#process.kill()
      return
    }
    this.#watchdog.alive()
    this.#dispatch(message)
  }

  #dispatch(message: FromEngine): void {
    switch (message.type) {
      case 'pong':
        return
      case 'cards':
        // Only a probe asks for them.
        return
      case 'load-progress':
        this.#watchdog.step(performance.now())
        this.#listener.loadProgress(message.progress)
        return
      case 'loaded':
        this.#watchdog.end()
        this.#listener.loaded(message)
        return
      case 'widening':
        this.#listener.widening()
        return
      case 'widened':
        this.#listener.widened(message.sequences)
        return
      case 'load-failed':
        this.#watchdog.end()
        this.#listener.loadFailed(message.failure, message.detail)
        return
      case 'prompt':
      case 'reading':
      case 'text':
      case 'done':
        this.#watchdog.step(performance.now())
        this.#listener.generation(message)
        return
      case 'counted':
        this.#listener.counted(message)
        return
      default:
        assertNever(message)
    }
  }
}
