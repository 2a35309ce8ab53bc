import type { EngineLimits } from './limits.ts'

/** Steps whose usual length is known from. */
const REMEMBERED_STEPS = 64

/**
 * Tells when an engine process hangs: it no longer answers, or it works without getting anywhere.
 * Time is counted in ticks, so the hours in which a computer sleeps, or the seconds in which main is busy, are one.
 */
export class Watchdog {
  #limits: EngineLimits
  #silentMs = 0
  #working: 'load' | 'generate' | null = null
  #stalledMs = 0
  #lastStepAt = 0
  #steps: number[] = []

  constructor(limits: EngineLimits) {
    this.#limits = limits
  }

  /** The process answered. */
  alive(): void {
    this.#silentMs = 0
  }

  begin(work: 'load' | 'generate', now: number): void {
    this.#working = work
    this.#stalledMs = 0
    this.#lastStepAt = now
    this.#steps = []
  }

  /** A chunk of the prompt, a token, or a part of the model is done. */
  step(now: number): void {
    this.#steps.push(now - this.#lastStepAt)
    if (this.#steps.length > REMEMBERED_STEPS) this.#steps.shift()
    this.#lastStepAt = now
    this.#stalledMs = 0
  }

  end(): void {
    this.#working = null
  }

  /** To be called every `heartbeatMs`. A sentence for the log when the process hangs, else null. */
  tick(): string | null {
    const { heartbeatMs, heartbeatTimeoutMs } = this.#limits
    this.#silentMs += heartbeatMs
    if (this.#silentMs > heartbeatTimeoutMs) return `no answer for ${heartbeatTimeoutMs} ms`
    if (this.#working === null) return null
    this.#stalledMs += heartbeatMs
    const patience = this.#patience(this.#working)
    return this.#stalledMs > patience ? `no progress for ${patience} ms while it should ${this.#working}` : null
  }

  #patience(work: 'load' | 'generate'): number {
    const { loadStallMs, stallMs, stallFactor } = this.#limits
    if (work === 'load') return loadStallMs
    const sorted = [...this.#steps].sort((a, b) => a - b)
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0
    return Math.max(stallMs, stallFactor * median)
  }
}
