import type { EngineStatus } from '../../shared/model/engine-status.ts'
import type { Engine } from '../engine/engine.ts'

/** Runs now, or when the answer that is being written has ended: a model is never changed under it. */
export function whenIdle(engine: Pick<Engine, 'status' | 'onStatus'>, run: () => void): void {
  if (!isAnswering(engine.status())) {
    run()
    return
  }
  const stop = engine.onStatus((status) => {
    if (isAnswering(status)) return
    stop()
    run()
  })
}

function isAnswering({ state }: EngineStatus): boolean {
  return state === 'reading' || state === 'writing'
}
