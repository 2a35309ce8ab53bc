import { err } from '../../shared/result.ts'
import type { AnswerEnd } from '../chat/answer.ts'
import { stoppedBy } from '../chat/reply-end.ts'
import type { Engine } from '../engine/engine.ts'

/** Thrown where the engine does not count; caught where the answer begins. */
export class EngineMissing extends Error {}

/** How an answer ends that could not be asked for: it was stopped before, or there is no model that could write it. */
export function withoutEngine(engine: Engine, signal: AbortSignal): AnswerEnd {
  if (signal.aborted) return { reply: { status: 'stopped', endReason: stoppedBy(signal.reason), figures: null } }
  const { state, problem } = engine.status()
  if (state === 'no-model') {
    return {
      refusal: err(
        'no-model',
        'There is no model to answer with. The question is still in the box. Choose a model file.',
      ),
    }
  }
  const message = problem?.message ?? 'The engine does not answer. The question is still in the box. Ask again.'
  return { refusal: err('model-failed', message) }
}
