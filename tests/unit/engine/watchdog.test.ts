import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../../electron/engine/limits.ts'
import { Watchdog } from '../../../electron/engine/watchdog.ts'

const SECOND = 1000

/** Ticks until the watchdog barks, in seconds; `each` is done before every tick. */
function secondsUntilBark(watchdog: Watchdog, each: (second: number) => void = () => undefined): number | null {
  for (let second = 5; second <= 1000; second += 5) {
    each(second)
    if (watchdog.tick() !== null) return second
  }
  return null
}

describe('Watchdog', () => {
  it('barks when the process is silent for more than thirty seconds', () => {
    expect(secondsUntilBark(new Watchdog(DEFAULT_LIMITS))).toBe(35)
  })

  it('lets an idle process that answers live for ever', () => {
    const watchdog = new Watchdog(DEFAULT_LIMITS)
    expect(secondsUntilBark(watchdog, () => watchdog.alive())).toBeNull()
  })

  it('barks when a generation gets nowhere for a minute, though the process answers', () => {
    const watchdog = new Watchdog(DEFAULT_LIMITS)
    watchdog.begin('generate', 0)
    expect(secondsUntilBark(watchdog, () => watchdog.alive())).toBe(65)
  })

  it('is patient with a generation whose steps have always been slow', () => {
    const watchdog = new Watchdog(DEFAULT_LIMITS)
    watchdog.begin('generate', 0)
    for (let step = 1; step <= 5; step += 1) watchdog.step(step * 10 * SECOND)
    expect(secondsUntilBark(watchdog, () => watchdog.alive())).toBe(205)
  })

  it('counts from the last step, and not after the end', () => {
    const watchdog = new Watchdog(DEFAULT_LIMITS)
    watchdog.begin('generate', 0)
    const step = (second: number) => {
      watchdog.alive()
      if (second <= 100) watchdog.step(second * SECOND)
    }
    expect(secondsUntilBark(watchdog, step)).toBe(200)
    watchdog.end()
    expect(secondsUntilBark(watchdog, () => watchdog.alive())).toBeNull()
  })

  it('gives a model five minutes without progress', () => {
    const watchdog = new Watchdog(DEFAULT_LIMITS)
    watchdog.begin('load', 0)
    expect(secondsUntilBark(watchdog, () => watchdog.alive())).toBe(305)
  })
})
