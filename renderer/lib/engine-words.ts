import type { EngineStatus } from '../../shared/model/engine-status.ts'
import { assertNever } from '../../shared/result.ts'
import { formatShare, formatSpeed } from './numbers.ts'

export type EngineTone = 'on' | 'busy' | 'warn' | 'off'

/** What the engine is doing, in plain words. */
export function engineActivity({ state, progress }: EngineStatus): string {
  const share = progress === null ? '' : ` ${formatShare(progress)}`
  switch (state) {
    case 'no-model':
      return 'Not running'
    case 'starting':
      return 'Starting'
    case 'loading':
      return `Loading${share}`
    case 'ready':
      return 'Ready'
    case 'reading':
      return `Reading${share}`
    case 'writing':
      return 'Writing'
    case 'resting':
      return 'Resting'
    case 'restarting':
      return 'Starting again'
    case 'failed':
      return 'Not running'
    case 'stopped':
      return 'Stopped'
    default:
      return assertNever(state)
  }
}

/** The line under the model's name: what it does, how fast it was, where it runs. Only what was measured or is known. */
export function engineLine(status: EngineStatus): string {
  const parts = [engineActivity(status)]
  if (status.device !== null) {
    if (status.tokensPerSecond !== null) parts.push(formatSpeed(status.tokensPerSecond))
    // The kind alone; the details say how much of it.
    parts.push(status.device.split(',', 1).join(''))
  }
  return parts.join(' · ')
}

export function engineTone({ state }: EngineStatus): EngineTone {
  switch (state) {
    case 'ready':
    case 'resting':
      return 'on'
    case 'starting':
    case 'loading':
    case 'reading':
    case 'writing':
      return 'busy'
    case 'restarting':
    case 'failed':
      return 'warn'
    case 'no-model':
    case 'stopped':
      return 'off'
    default:
      return assertNever(state)
  }
}

/** What a question waits for before its first word, or null when the engine is already writing. */
export function waitingFor(status: EngineStatus, reading: number | null): string {
  if (status.state === 'starting' || status.state === 'restarting') return 'Starting the engine'
  if (status.state === 'loading') {
    return status.progress === null ? 'Loading the model' : `Loading the model, ${formatShare(status.progress)}`
  }
  return reading === null ? 'Waiting for the engine' : `Reading the question, ${formatShare(reading)}`
}
