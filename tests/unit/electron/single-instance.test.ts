import { EventEmitter } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { beforeEach, expect, it, vi } from 'vitest'
import { gatherWishes, takeInstanceLock } from '../../../electron/single-instance.ts'
import { type StartWish, StartWishes } from '../../../electron/start-wishes.ts'

/** Electron's, in two processes: what the second says reaches the first. */
const system = vi.hoisted((): { app: unknown } => ({ app: null }))
vi.mock('electron', () => ({
  get app() {
    return system.app
  },
}))

const heard: StartWish[] = []

beforeEach(() => {
  heard.splice(0)
  const app = Object.assign(new EventEmitter(), {
    requestSingleInstanceLock(data: unknown) {
      app.emit('second-instance', {}, [], '/', data)
      return false
    },
  })
  system.app = app
  const wishes = new StartWishes()
  gatherWishes(wishes)
  wishes.listen((wish) => heard.push(wish))
})

it('a command that is started beside Agate wishes for nothing on its desktop', async () => {
  takeInstanceLock(null)
  await nextTurn()
  expect(heard).toEqual([])
})

it.each([
  { open: 'main', documents: ['/a.pdf'] },
  { open: 'quick', documents: [] },
  { open: 'nothing', documents: [] },
] as const)('a start that wants $open gets it from the Agate that is open', async (wish) => {
  takeInstanceLock(wish)
  await nextTurn()
  expect(heard).toEqual([wish])
})
