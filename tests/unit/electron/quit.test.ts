import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { installQuit, INTERRUPTED } from '../../../electron/quit.ts'

const electron = vi.hoisted((): { app: unknown } => ({ app: null }))
vi.mock('electron', () => electron)

/** As long as `quit.ts` waits for the last words. */
const SHUTDOWN_MS = 5000

const exits: number[] = []
const logged: string[] = []
const signals = new EventEmitter()
let app = new EventEmitter()

beforeEach(() => {
  vi.useFakeTimers()
  exits.splice(0)
  logged.splice(0)
  signals.removeAllListeners()
  // The signals are Agate's, not those of the process that runs the tests.
  vi.spyOn(process, 'on').mockImplementation((name, listener) => {
    signals.on(String(name), listener)
    return process
  })
  app = Object.assign(new EventEmitter(), { exit: (code: number) => void exits.push(code) })
  electron.app = app
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function install(shutdown: () => Promise<void>) {
  return installQuit(shutdown, (_level, event) => void logged.push(event))
}

const settle = () => vi.advanceTimersByTimeAsync(0)
const never = () => new Promise<void>(() => undefined)

it('Agate leaves once its shutdown is over, and not before', async () => {
  let finish: () => void = () => undefined
  const quit = install(() => new Promise((resolve) => (finish = resolve)))
  quit.exit()
  expect(quit.leaving.aborted).toBe(true)
  await vi.advanceTimersByTimeAsync(SHUTDOWN_MS - 1)
  expect(exits).toEqual([])
  finish()
  await settle()
  expect(exits).toEqual([0])
  await vi.advanceTimersByTimeAsync(SHUTDOWN_MS)
  expect(logged).toEqual([])
})

it('a shutdown that never ends is left behind after its time, and that is logged', async () => {
  install(never).exit()
  await vi.advanceTimersByTimeAsync(SHUTDOWN_MS - 1)
  expect(exits).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(exits).toEqual([0])
  expect(logged).toEqual(['quit.deadline'])
})

it('a shutdown that fails is logged, and Agate leaves at once', async () => {
  install(() => Promise.reject(new Error('on purpose'))).exit()
  await settle()
  expect(exits).toEqual([0])
  expect(logged).toEqual(['quit.failed'])
})

it('Agate shuts down once, however often it is told to leave', async () => {
  const shutdown = vi.fn(() => Promise.resolve())
  const quit = install(shutdown)
  quit.exit()
  quit.exit()
  signals.emit('SIGTERM')
  await settle()
  expect(shutdown).toHaveBeenCalledOnce()
  expect(exits).toEqual([0])
})

it('Electron does not leave by itself before the shutdown', async () => {
  install(never)
  const preventDefault = vi.fn()
  app.emit('before-quit', { preventDefault })
  expect(preventDefault).toHaveBeenCalledOnce()
  await vi.advanceTimersByTimeAsync(SHUTDOWN_MS)
  expect(exits).toEqual([0])
})

it.each([
  { signal: 'SIGTERM', code: 0 },
  { signal: 'SIGHUP', code: 0 },
  { signal: 'SIGINT', code: INTERRUPTED },
])('$signal ends Agate with $code', async ({ signal, code }) => {
  install(() => Promise.resolve())
  signals.emit(signal)
  await settle()
  expect(exits).toEqual([code])
})

it('Ctrl C does not change a code that Agate already ends with', async () => {
  install(() => Promise.resolve()).endWith(3)
  signals.emit('SIGINT')
  await settle()
  expect(exits).toEqual([3])
})
