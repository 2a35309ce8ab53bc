import { describe, expect, it } from 'vitest'
import type { Lane } from '../../../electron/engine/process/choose-lane.ts'
import { Lanes, type Ticket } from '../../../electron/engine/process/lanes.ts'
import type { Priority } from '../../../electron/engine/priority.ts'

class FakeLane implements Lane {
  conversation: string | undefined
  tokens: readonly number[]

  constructor(tokens: readonly number[] = []) {
    this.tokens = tokens
  }

  held(prompt: readonly number[]) {
    const different = this.tokens.findIndex((token, index) => token !== prompt[index])
    return { length: this.tokens.length, common: different < 0 ? this.tokens.length : different }
  }
}

const never = new AbortController().signal

/** The ticket if it was given at once, else null. */
async function now(asked: Promise<Ticket<FakeLane> | null>): Promise<Ticket<FakeLane> | null> {
  const nothing = new Promise<null>((resolve) => setImmediate(() => resolve(null)))
  return Promise.race([asked, nothing])
}

function lanesOf(...contents: number[][]) {
  const lanes = contents.map((tokens) => new FakeLane(tokens))
  return { lanes, table: new Lanes(lanes) }
}

describe('Lanes, choosing one', () => {
  it('continues the conversation that a lane holds', async () => {
    const { lanes, table } = lanesOf([9, 9, 9], [1, 2, 3])
    expect((await table.acquire('chat', [1, 2, 3, 4], never))?.lane).toBe(lanes[1])
  })

  it('continues it also when a message in its second half was edited', async () => {
    const { lanes, table } = lanesOf([], [1, 2, 3, 4, 5, 6])
    expect((await table.acquire('chat', [1, 2, 3, 4, 7], never))?.lane).toBe(lanes[1])
  })

  it('takes an empty one for a conversation that has little in common with what is held', async () => {
    const { lanes, table } = lanesOf([1, 2, 3, 4, 5, 6], [])
    expect((await table.acquire('chat', [1, 2, 8, 8, 8], never))?.lane).toBe(lanes[1])
  })

  it('gives background work the lane that holds its instructions, a chat another one', async () => {
    const instructions = Array.from({ length: 64 }, (_, at) => at)
    const text = Array.from({ length: 500 }, (_, at) => 1000 + at)
    for (const [priority, index] of [
      ['background', 1],
      ['chat', 0],
    ] as const) {
      const { lanes, table } = lanesOf([7, 8, 9], [...instructions, ...text])
      expect((await table.acquire(priority, [...instructions, 1, 2], never))?.lane).toBe(lanes[index])
    }
  })

  it('gives up what was not used for the longest time', async () => {
    const { lanes, table } = lanesOf([1], [2], [3])
    for (const token of [2, 3, 1]) (await table.acquire('chat', [token], never))?.release()
    expect((await table.acquire('chat', [4], never))?.lane).toBe(lanes[1])
  })

  it('gives up first what is of no more use', async () => {
    const { lanes, table } = lanesOf([1], [2], [3])
    for (const token of [1, 2, 3]) (await table.acquire('chat', [token], never))?.release(token === 3)
    expect((await table.acquire('chat', [4], never))?.lane).toBe(lanes[2])
  })
})

describe('Lanes, for a conversation that was in one before', () => {
  const LONG = [1, 2, 3, 4, 5, 6, 7, 8]
  const EDITED = [1, 9, 9]

  /** Gives a lane to the conversation, which leaves these tokens in it. */
  async function use(table: Lanes<FakeLane>, priority: Priority, tokens: readonly number[], conversation?: string) {
    const ticket = await now(table.acquire(priority, tokens, never, conversation))
    if (ticket) ticket.lane.tokens = tokens
    ticket?.release()
    return ticket?.lane
  }

  it('continue it however early a message was edited', async () => {
    const { table } = lanesOf([], [], [])
    const lane = await use(table, 'chat', LONG, 'a')
    await use(table, 'chat', [5, 5, 5], 'b')
    expect(await use(table, 'chat', EDITED, 'a')).toBe(lane)
    expect(await use(table, 'chat', LONG, 'a')).toBe(lane)
  })

  it('leave those of other conversations alone that begin with the same instructions', async () => {
    const { table } = lanesOf([], [], [])
    const lane = await use(table, 'chat', LONG, 'a')
    const other = await use(table, 'chat', [1, 2, 3], 'b')
    expect(other).not.toBe(lane)
    expect(await use(table, 'chat', [1, 2, 9], 'a')).toBe(lane)
    expect(await use(table, 'chat', [1, 2, 3, 4], 'b')).toBe(other)
  })

  it('go by what they hold for whoever says no conversation', async () => {
    const { table } = lanesOf([], [])
    const lane = await use(table, 'chat', LONG)
    expect(await use(table, 'quick', EDITED)).not.toBe(lane)
  })

  it('go by what they hold where other work was in that lane since', async () => {
    const { table } = lanesOf([], [])
    const lane = await use(table, 'chat', LONG, 'a')
    expect(await use(table, 'quick', LONG)).toBe(lane)
    expect(await use(table, 'chat', EDITED, 'a')).not.toBe(lane)
  })

  it('give it another one while its own is taken, and then the one that holds more of it', async () => {
    const { table } = lanesOf([], [], [], [])
    const first = await now(table.acquire('chat', LONG, never, 'a'))
    if (first) first.lane.tokens = [1]
    const second = await use(table, 'chat', LONG, 'a')
    expect(second).not.toBe(first?.lane)
    first?.release()
    expect(await use(table, 'chat', [1, 2, 9, 9], 'a')).toBe(second)
  })
})

describe('Lanes, when there are not enough', () => {
  async function taken(table: Lanes<FakeLane>, ...priorities: Priority[]) {
    const tickets: Ticket<FakeLane>[] = []
    for (const priority of priorities) {
      const ticket = await now(table.acquire(priority, [1], never))
      if (ticket) tickets.push(ticket)
    }
    return tickets
  }

  it('leaves one to others than chats', async () => {
    const { table } = lanesOf([], [])
    const [first] = await taken(table, 'chat')
    const second = table.acquire('chat', [1], never)
    expect(await now(second)).toBeNull()
    expect(await now(table.acquire('quick', [1], never))).not.toBeNull()
    expect(first?.recall.aborted).toBe(false)
    first?.release()
    expect(await second).not.toBeNull()
  })

  it('asks the least urgent job to leave for a more urgent one', async () => {
    const { table } = lanesOf([], [])
    const [background, chat] = await taken(table, 'background', 'chat')
    const quick = table.acquire('quick', [1], never)
    expect(await now(quick)).toBeNull()
    expect([background?.recall.aborted, chat?.recall.aborted]).toEqual([true, false])
    background?.release()
    expect((await quick)?.lane).toBe(background?.lane)
  })

  it('asks nobody to leave for a job that is not more urgent', async () => {
    const { table } = lanesOf([])
    const [first] = await taken(table, 'quick')
    const second = table.acquire('quick', [1], never)
    expect(await now(second)).toBeNull()
    expect(first?.recall.aborted).toBe(false)
    first?.release()
    expect(await second).not.toBeNull()
  })

  it('hands a free lane to the more urgent of those that wait, and then to the older', async () => {
    const { table } = lanesOf([])
    const [running] = await taken(table, 'quick')
    const order: string[] = []
    const wait = (name: string, priority: Priority) =>
      table.acquire(priority, [1], never).then((ticket) => {
        order.push(name)
        ticket?.release()
      })
    const all = [wait('background', 'background'), wait('chat', 'chat'), wait('chat 2', 'chat'), wait('quick', 'quick')]
    running?.release()
    await Promise.all(all)
    expect(order).toEqual(['quick', 'chat', 'chat 2', 'background'])
  })

  it('asks what nobody asked for yet to leave for background work', async () => {
    const { table } = lanesOf([])
    const ahead = await now(table.acquire('ahead', [1], never))
    const background = table.acquire('background', [2], never)
    expect(await now(background)).toBeNull()
    expect(ahead?.recall.aborted).toBe(true)
    ahead?.release()
    expect(await now(background)).not.toBeNull()
  })

  it('leaves background work alone for a chat that may not have its place', async () => {
    const { table } = lanesOf([], [], [])
    const chats = [await now(table.acquire('chat', [1], never)), await now(table.acquire('chat', [2], never))]
    const background = await now(table.acquire('background', [3], never))
    const third = table.acquire('chat', [4], never)
    expect(await now(third)).toBeNull()
    expect(background?.recall.aborted).toBe(false)
    chats[0]?.release()
    expect(await now(third)).not.toBeNull()
  })

  it('forgets a job that is stopped while it waits', async () => {
    const { table } = lanesOf([])
    const [running] = await taken(table, 'chat')
    const stop = new AbortController()
    const waiting = table.acquire('chat', [1], stop.signal)
    stop.abort()
    expect(await waiting).toBeNull()
    running?.release()
    expect(table.running).toHaveLength(0)
    expect(await table.acquire('chat', [1], stop.signal)).toBeNull()
  })
})

describe('Lanes that are to be empty for a moment', () => {
  /** A moment after which the lanes may be empty, and what ends it. */
  function moment() {
    let end: () => void = () => undefined
    const grace = new Promise<void>((resolve) => (end = resolve))
    return { grace, end }
  }

  it('let questions in until it begins, and none while it lasts', async () => {
    const { table } = lanesOf([])
    const { grace, end } = moment()
    const emptied = table.empty(grace)
    const first = await now(table.acquire('chat', [1], never))
    end()
    const second = table.acquire('chat', [2], never)
    first?.release()
    const ticket = await now(second)
    expect(ticket).not.toBeNull()
    ticket?.release()
    const open = await emptied
    const third = table.acquire('quick', [3], never)
    expect(await now(third)).toBeNull()
    open([])
    expect(await now(third)).not.toBeNull()
  })

  it('have background work leave, and give it a place when there are more', async () => {
    const { table } = lanesOf([])
    const working = await now(table.acquire('background', [1], never))
    const emptied = table.empty(Promise.resolve())
    expect(working?.recall.aborted).toBe(true)
    const waiting = [table.acquire('background', [1], never), table.acquire('background', [2], never)]
    working?.release()
    const open = await emptied
    expect(await now(Promise.race(waiting))).toBeNull()
    const further = [new FakeLane(), new FakeLane()]
    open(further)
    expect(await Promise.all(waiting.map(now))).not.toContain(null)
    expect(table.running).toHaveLength(2)
  })

  it('wait for their moment even when nobody asks', async () => {
    const { table } = lanesOf([])
    const { grace, end } = moment()
    const emptied = table.empty(grace)
    const ticket = await now(table.acquire('quick', [1], never))
    expect(ticket).not.toBeNull()
    ticket?.release()
    expect(await now(table.acquire('chat', [1], never))).not.toBeNull()
    end()
    const nothing = new Promise((resolve) => setImmediate(() => resolve('not yet')))
    expect(await Promise.race([emptied, nothing])).toBe('not yet')
  })
})
