import { EngineStatus } from '../../model/engine-status.ts'
import { call, event, nothing } from '../define.ts'

/** The engine that runs the model. */
export const engine = {
  status: call(nothing, EngineStatus, []),
  /** Tries again after a failure. */
  retry: call(nothing, nothing, []),
  /** Looks for graphics cards anew and tries them with the model in use, once nothing is asked. */
  tryCards: call(nothing, nothing, ['off']),
  /** A question may come soon. */
  warm: call(nothing, nothing, []),
  statusChanged: event(EngineStatus),
}
