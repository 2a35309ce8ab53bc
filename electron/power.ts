import { app, powerMonitor } from 'electron'
import type { Engine } from './engine/engine.ts'

/** Warms the engine when a window is looked at, and starts it anew after a sleep that graphics drivers rarely survive. */
export function followPower(engine: Engine): void {
  app.on('browser-window-focus', () => {
    engine.warm()
  })
  powerMonitor.on('resume', () => {
    engine.wake()
  })
}
