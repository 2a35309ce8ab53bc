import { SetupError } from './setup-error.mjs'

/**
 * @typedef {object} Step
 * @property {string} name what the step brings, for "Agate: <name> …"
 * @property {() => boolean | Promise<boolean>} isDone
 * @property {() => void | Promise<void>} run
 */

const say = (text) => process.stderr.write(`${text}\n`)

/**
 * Does what is not done yet, in order. Every step leaves its mark when it is complete, so running the command again goes on where it
 * stopped.
 * @param {readonly Step[]} steps
 */
export async function runSteps(steps) {
  for (const step of steps) {
    if (await step.isDone()) continue
    const started = performance.now()
    say(`Agate: ${step.name} …`)
    await step.run()
    if (!(await step.isDone()))
      throw new SetupError(`"${step.name}" ended without an error, but is not complete. Run the command again.`)
    say(`Agate: ${step.name}: done in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
}

/** Runs `work`; a SetupError is said as it is, anything else with its stack. Either ends with 1. */
export async function orExplain(work) {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SetupError) say(`\nAgate cannot go on: ${error.message}`)
    else say(`\nAgate cannot go on, and this is a fault of ours: ${error?.stack ?? error}`)
    process.exit(1)
  }
}
