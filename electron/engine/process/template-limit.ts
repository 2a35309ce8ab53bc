import { createContext, Script } from 'node:vm'
import { LoadError } from './runtime.ts'

/** Four times what the library took for a template on a machine with seven times the work it could do. */
const LIMIT_MS = 20_000
const CALL = new Script('work()')

/**
 * Does what runs a model's chat template: a program that comes with a file, and may have loops that nobody sees the end
 * of. V8 then ends it with all that it called, in whichever realm, past everything that would catch an error. Throws a
 * LoadError.
 */
export function withinTemplateLimit<T>(work: () => T, limitMs = LIMIT_MS): T {
  const outcomes: (() => T)[] = []
  const room = createContext({ work: () => void outcomes.push(outcomeOf(work)) })
  try {
    CALL.runInContext(room, { timeout: limitMs })
  } catch (error) {
    throw new LoadError('template', `The chat template ran for over ${limitMs} ms`, { cause: error })
  }
  const [outcome] = outcomes
  if (outcome === undefined) throw new Error('A script ended without what it was to do')
  return outcome()
}

/** So that what the work throws is told from its being ended: the error for that is of another realm. */
function outcomeOf<T>(work: () => T): () => T {
  try {
    const value = work()
    return () => value
  } catch (error) {
    return () => {
      throw error
    }
  }
}
