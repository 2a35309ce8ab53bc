/** Tokens of a task that are done when so much of its prompt is read and so many characters are written. */
const CHARACTERS_PER_TOKEN = 4
/** Seconds over which the shown rest follows a new estimate; less where less is left. */
const SMOOTHING = 15

/** A token that is written takes as long as so many that are read, until it was measured: 4 to 10 with the models that were tried. */
const WRITTEN_COST = 6
/** A speed over less time is chance. */
const SECONDS_MIN = 1

export interface Task {
  readonly promptTokens: number
  readonly replyTokens: number
}

export interface Speeds {
  readonly promptTokensPerSecond: number | null
  readonly tokensPerSecond: number | null
}

/** Measures how much of the planned work is done, and says how long the rest will take. Times are in seconds. */
export class WorkMeter {
  readonly #active = new Map<Task, number>()
  #speeds: () => Speeds = () => ({ promptTokensPerSecond: null, tokensPerSecond: null })
  #began = 0
  #total = 0
  #finished = 0
  /** Done here, not taken from before; only this tells the speed. */
  #worked = 0
  #shown: { readonly left: number; readonly at: number } | null = null

  /** From now on the speed is measured; until something is done, the speeds of the engine count, as far as they are known then. */
  start(now: number, speeds: () => Speeds): void {
    this.#began = now
    this.#speeds = speeds
  }

  get tokens(): { total: number; done: number } {
    const active = [...this.#active].reduce((sum, [task, share]) => sum + share * sizeOf(task), 0)
    const done = Math.round(this.#finished + active)
    return { total: Math.max(this.#total, done), done }
  }

  plan(tasks: readonly Task[]): void {
    for (const task of tasks) this.#total += sizeOf(task)
  }

  /** A plan that turned out to be needless. */
  drop(tasks: readonly Task[]): void {
    for (const task of tasks) this.#total -= sizeOf(task)
  }

  update(task: Task, read: number, written: number): void {
    const reply = Math.min(task.replyTokens, written / CHARACTERS_PER_TOKEN)
    const share = (read * task.promptTokens + reply) / sizeOf(task)
    this.#active.set(task, Math.max(this.#active.get(task) ?? 0, Math.min(1, share)))
  }

  finish(task: Task, fromBefore: boolean): void {
    this.#active.delete(task)
    this.#finished += sizeOf(task)
    if (!fromBefore) this.#worked += sizeOf(task)
  }

  /** Null while nothing is known. Goes down with the clock, and follows new estimates slowly. */
  secondsLeft(now: number): number | null {
    const perToken = this.#secondsPerToken(now)
    if (perToken === null) return null
    const { total, done } = this.tokens
    const estimate = (total - done) * perToken
    const before = this.#shown
    const passed = before === null ? 0 : now - before.at
    const steady = Math.min(SMOOTHING, estimate)
    const weight = before === null || steady === 0 ? 1 : 1 - Math.exp(-passed / steady)
    const left = Math.max(0, before === null ? estimate : (before.left - passed) * (1 - weight) + estimate * weight)
    this.#shown = { left, at: now }
    return left
  }

  #secondsPerToken(now: number): number | null {
    if (this.#worked > 0) {
      const active = [...this.#active].reduce((sum, [task, share]) => sum + share * sizeOf(task), 0)
      return (now - this.#began) / (this.#worked + active)
    }
    const [task] = this.#active.keys()
    return task === undefined ? null : (secondsPerToken(task, this.#speeds()) ?? this.#perTokenSoFar(task, now))
  }

  /** By what was read of the first calls: nothing else is known when a model works for the first time. */
  #perTokenSoFar(task: Task, now: number): number | null {
    const cost = [...this.#active].reduce((sum, [each, share]) => {
      const done = share * sizeOf(each)
      return (
        sum +
        costOf({ promptTokens: Math.min(done, each.promptTokens), replyTokens: Math.max(0, done - each.promptTokens) })
      )
    }, 0)
    if (cost === 0 || now - this.#began < SECONDS_MIN) return null
    return (((now - this.#began) / cost) * costOf(task)) / sizeOf(task)
  }
}

/** By the speeds that the engine had before; null when it never worked. */
export function secondsPerToken(task: Task, { promptTokensPerSecond, tokensPerSecond }: Speeds): number | null {
  if (!promptTokensPerSecond || !tokensPerSecond) return null
  return (task.promptTokens / promptTokensPerSecond + task.replyTokens / tokensPerSecond) / sizeOf(task)
}

/** In tokens that are read. */
function costOf({ promptTokens, replyTokens }: Task): number {
  return promptTokens + WRITTEN_COST * replyTokens
}

function sizeOf({ promptTokens, replyTokens }: Task): number {
  return promptTokens + replyTokens
}
