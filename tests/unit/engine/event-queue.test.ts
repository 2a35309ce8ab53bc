import { describe, expect, it } from 'vitest'
import type { GenerateEnd } from '../../../electron/engine/engine.ts'
import { EventQueue } from '../../../electron/engine/event-queue.ts'

const END: GenerateEnd = { reason: 'engine-crash', message: 'It stopped.' }

describe('EventQueue', () => {
  it('joins what waits, so that a slow reader costs one reply of memory', async () => {
    const queue = new EventQueue()
    queue.push({ type: 'reading', progress: 0.5 })
    queue.push({ type: 'reading', progress: 1 })
    for (let tokens = 1; tokens <= 1000; tokens += 1) queue.push({ type: 'text', text: 'a', tokens })
    queue.end(END)
    const read = queue.read()
    expect(await read.next()).toEqual({ done: false, value: { type: 'reading', progress: 1 } })
    expect(await read.next()).toEqual({ done: false, value: { type: 'text', text: 'a'.repeat(1000), tokens: 1000 } })
    expect(await read.next()).toEqual({ done: true, value: END })
  })

  it('wakes a reader that waits', async () => {
    const queue = new EventQueue()
    const next = queue.read().next()
    queue.push({ type: 'text', text: 'late', tokens: 1 })
    expect(await next).toEqual({ done: false, value: { type: 'text', text: 'late', tokens: 1 } })
  })

  it('ends once, and takes nothing afterwards', async () => {
    const queue = new EventQueue()
    queue.end(END)
    queue.push({ type: 'text', text: 'too late', tokens: 1 })
    queue.end({ reason: 'error', message: 'Another end.' })
    expect(await queue.read().next()).toEqual({ done: true, value: END })
  })
})
