import { say, tick } from './report.mjs'
import { SetupError } from './setup-error.mjs'

/**
 * @typedef {object} Step
 * @property {string} name what the step brings, for "Agate: <name> …"
 * @property {string} [advice] what a person can do when it fails, where the failure itself does not say
 * @property {() => boolean | Promise<boolean>} isDone
 * @property {boolean} [recheck] false where being done may end at any moment, as when somebody edits what was built
 * @property {() => unknown} run
 */

/**
 * Does what is not done yet, in order. Every step leaves its mark when it is complete, so running the command again goes on where it
 * stopped.
 * @param {readonly Step[]} steps
 * @param {{ lock?: () => Promise<() => void> }} [options] `lock` is taken before the first change, and given back at the end
 */
export async function runSteps(steps, { lock = () => Promise.resolve(() => {}) } = {}) {
  let unlock = null
  try {
    for (const step of steps) {
      if (await step.isDone()) continue
      if (unlock === null) {
        unlock = await lock()
        // Whoever held the lock before may have done it meanwhile.
        if (await step.isDone()) continue
      }
      await complete(step)
    }
  } finally {
    unlock?.()
  }
}

/** @param {Step} step */
async function complete(step) {
  const started = performance.now()
  say(`${step.name} …`)
  const stopTicking = tick()
  try {
    await step.run()
    if (step.recheck !== false && !(await step.isDone()))
      throw new SetupError('it ended without an error, but is not complete.')
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    throw new SetupError(
      `${step.name} failed: ${error.message}\n${step.advice ?? ''}\nWhat is done stays done: the same command goes on from here.`,
      { cause: error },
    )
  } finally {
    stopTicking()
  }
  say(`${step.name}: done in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

/**
 * Runs `work`; a SetupError is said as it is, anything else with its stack. Either ends with 1.
 * @template T
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function orExplain(work) {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SetupError) say(`cannot go on: ${error.message}`)
    else say(`cannot go on, and this is a fault of ours: ${error?.stack ?? error}`)
    process.exit(1)
  }
}
