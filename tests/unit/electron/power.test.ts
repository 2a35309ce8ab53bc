import { EventEmitter } from 'node:events'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Engine } from '../../../electron/engine/engine.ts'
import { followPower } from '../../../electron/power.ts'

const electron = vi.hoisted((): { app: unknown; powerMonitor: unknown } => ({ app: null, powerMonitor: null }))
vi.mock('electron', () => electron)

const done: string[] = []
let app = new EventEmitter()
let powerMonitor = new EventEmitter()

beforeEach(() => {
  done.splice(0)
  app = new EventEmitter()
  powerMonitor = new EventEmitter()
  Object.assign(electron, { app, powerMonitor })
  const engine: Pick<Engine, 'warm' | 'wake'> = {
    warm: () => void done.push('warm'),
    wake: () => void done.push('wake'),
  }
  followPower({ engine: engine as Engine, lookForCards: () => void done.push('look for cards') })
})

it('nothing is done before anything happens', () => {
  expect(done).toEqual([])
})

it('a computer that wakes starts the engine anew, and cards are looked for', () => {
  powerMonitor.emit('resume')
  expect(done).toEqual(['wake', 'look for cards'])
})

it('a window that is looked at warms the engine', () => {
  app.emit('browser-window-focus')
  expect(done).toEqual(['warm'])
})
