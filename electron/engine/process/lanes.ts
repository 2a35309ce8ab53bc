import { rankOf, type Urgency } from '../priority.ts'
import { chooseLane, type Lane, type LaneWish } from './choose-lane.ts'

interface Slot<L> {
  readonly lane: L
  user: Ticket<L> | null
  lastUsed: number
}

/** One job's right to a lane. */
export interface Ticket<L> {
  readonly lane: L
  readonly priority: Urgency
  /** Aborted when a job that goes first needs the lane: let go of it soon, and ask again. */
  readonly recall: AbortSignal
  /** `spare`: what the lane holds is of no more use, so it is taken before any conversation. */
  release(spare?: boolean): void
}

interface Waiting<L> extends LaneWish {
  readonly give: (ticket: Ticket<L>) => void
}

/**
 * Hands the lanes to jobs: first by urgency, then in the order in which they asked. Which one of those that are free is
 * chosen by what they hold.
 *
 * Chats together, background work together, and what is read ahead together, leave one lane to the others where there are
 * two or more. When all are taken all the same, the job that goes last is asked to leave.
 */
export class Lanes<L extends Lane> {
  readonly #slots: Slot<L>[]
  readonly #recalls = new Map<Ticket<L>, AbortController>()
  #waiting: Waiting<L>[] = []
  #uses = 0
  /** Called when no job has a lane; null when nobody wants to know. */
  #emptied: (() => void) | null = null
  #closed = false

  constructor(lanes: readonly L[]) {
    this.#slots = lanes.map(newSlot)
  }

  get size(): number {
    return this.#slots.length
  }

  /** The jobs that have a lane now. */
  get running(): readonly Ticket<L>[] {
    return this.#slots.flatMap(({ user }) => user ?? [])
  }

  /** Null when `signal` is aborted before there is one. `conversation`: what the prompt belongs to, where that is known. */
  acquire(
    priority: Urgency,
    prompt: readonly number[],
    signal: AbortSignal,
    conversation?: string,
  ): Promise<Ticket<L> | null> {
    if (signal.aborted) return Promise.resolve(null)
    return new Promise((resolve) => {
      const waiting: Waiting<L> = {
        ...{ priority, prompt, conversation },
        give: (ticket) => {
          signal.removeEventListener('abort', leave)
          resolve(ticket)
        },
      }
      const leave = () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting)
        resolve(null)
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#waiting.push(waiting)
      this.#waiting.sort((a, b) => rankOf(a.priority) - rankOf(b.priority))
      this.#hand()
    })
  }

  /**
   * Resolves when no job has a lane, but not before `grace`. From then on nobody gets one until the function that it
   * resolves to is called, which brings further lanes. What nobody waits for in front of the screen is asked to leave and
   * waits; the rest goes first.
   */
  empty(grace: Promise<void>): Promise<(further: readonly L[]) => void> {
    return new Promise((resolve) => {
      const open = (further: readonly L[]) => {
        this.#slots.push(...further.map(newSlot))
        this.#closed = false
        this.#hand()
      }
      void grace.then(() => {
        this.#emptied = () => {
          this.#emptied = null
          this.#closed = true
          resolve(open)
        }
        this.#hand()
      })
      this.#emptied = () => undefined
      for (const ticket of this.running) if (mayWait(ticket.priority)) this.#recalls.get(ticket)?.abort()
    })
  }

  #hand(): void {
    if (this.#closed) return
    for (const waiting of [...this.#waiting]) {
      if (this.#emptied !== null && mayWait(waiting.priority)) continue
      // Nobody's leaving would help it; and who was recalled for it would come back, to be recalled again without end.
      if (!this.#mayHaveAnother(waiting.priority)) continue
      const free = this.#slots.filter(({ user }) => user === null)
      const slot = chooseLane(waiting, free)
      if (slot === null) {
        this.#recallFor(waiting.priority)
        continue
      }
      this.#waiting = this.#waiting.filter((other) => other !== waiting)
      waiting.give(this.#take(slot, waiting))
    }
    if (this.running.length === 0) this.#emptied?.()
  }

  #mayHaveAnother(priority: Urgency): boolean {
    if (priority === 'quick') return true
    const same = this.running.filter((ticket) => ticket.priority === priority).length
    return same < Math.max(1, this.#slots.length - 1)
  }

  #take(slot: Slot<L>, { priority, conversation }: LaneWish): Ticket<L> {
    const recall = new AbortController()
    const ticket: Ticket<L> = {
      lane: slot.lane,
      priority,
      recall: recall.signal,
      release: (spare = false) => {
        if (slot.user !== ticket) return
        slot.user = null
        slot.lastUsed = spare ? 0 : ++this.#uses
        this.#recalls.delete(ticket)
        this.#hand()
      },
    }
    slot.user = ticket
    slot.lane.conversation = conversation
    this.#recalls.set(ticket, recall)
    return ticket
  }

  /** Asks the last of those that go later to leave, unless one is on its way out already. */
  #recallFor(priority: Urgency): void {
    const rank = rankOf(priority)
    if (this.running.some(({ recall }) => recall.aborted)) return
    const later = this.running.filter((ticket) => rankOf(ticket.priority) > rank)
    const last = later.sort((a, b) => rankOf(b.priority) - rankOf(a.priority))[0]
    if (last) this.#recalls.get(last)?.abort()
  }
}

function mayWait(priority: Urgency): boolean {
  return rankOf(priority) >= rankOf('background')
}

function newSlot<L>(lane: L): Slot<L> {
  return { lane, user: null, lastUsed: 0 }
}
