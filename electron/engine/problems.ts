import { MODEL_CRASHES } from '../../shared/model/engine-status.ts'
import type { LoadFailure } from './protocol.ts'

/* What the engine tells the person when something is wrong: what happened, what is kept, what to do. */

export const NO_MODEL_MESSAGE = 'There is no model to answer with. Choose a model file first.'
export const CLOSED_MESSAGE = 'Agate is closing, so this was not answered. It is saved.'

export function messageFor(reason: 'engine-crash' | 'engine-hang' | 'error'): string {
  switch (reason) {
    case 'engine-crash':
      return 'The engine stopped unexpectedly. What it had written is kept; ask once more.'
    case 'engine-hang':
      return 'The engine no longer responded and was ended. What it had written is kept; ask once more.'
    case 'error':
      return 'Something went wrong in the engine. What it had written is kept; ask once more, or see the log.'
  }
}

export interface EngineProblem {
  readonly code: string
  readonly message: string
}

const DURING = {
  load: 'while it was being loaded',
  idle: 'while it was waiting for a question',
  generate: 'while it was answering',
} as const

/** `last` is what it was doing at the last of its crashes. */
export function crashLoopProblem(modelName: string, last: keyof typeof DURING, times: number): EngineProblem {
  const message =
    `“${modelName}” stopped the engine ${countWord(times)} in a row, the last time ${DURING[last]}. ` +
    'Your conversations are safe, with what was written. ' +
    'Let its file be checked, try again, perhaps with a smaller context, or choose another model.'
  return { code: MODEL_CRASHES, message }
}

/** After a load that ended the engine on the last rung too. */
export function refusedProblem(modelName: string): EngineProblem {
  const message =
    `“${modelName}” cannot be loaded here: it stopped the engine again and again while it was being loaded, at last ` +
    'with a small context. Your conversations are safe. Let its file be checked, choose another model or try again.'
  return { code: MODEL_CRASHES, message }
}

export function loadProblem(modelName: string, failure: LoadFailure): EngineProblem {
  switch (failure) {
    case 'memory': {
      const message =
        `There is not enough free memory to load “${modelName}”. Your conversations are safe. ` +
        'Close other programs and try again, or choose a smaller model file.'
      return { code: 'not-enough-memory', message }
    }
    case 'template': {
      const message =
        `“${modelName}” could not be loaded: the template for conversations in its file took too long to run. ` +
        'Your conversations are safe. Choose another model file, or try again when the computer has less to do.'
      return { code: 'template-endless', message }
    }
    case 'model':
    case 'no-device': {
      const message =
        `“${modelName}” could not be loaded: the file is damaged or of a kind that Agate does not know. ` +
        'Your conversations are safe. Choose another model file or try again.'
      return { code: 'model-failed', message }
    }
  }
}

function countWord(times: number): string {
  return times === 3 ? 'three times' : `${times} times`
}
