import { app, powerMonitor } from 'electron'
import type { Engine } from './engine/engine.ts'

/**
 * Warms the engine when a window is looked at. After a sleep, which graphics drivers rarely survive and during which cards
 * may come or go, starts it anew and looks for cards again.
 */
export function followPower({ engine, lookForCards }: { engine: Engine; lookForCards: () => void }): void {
  app.on('browser-window-focus', () => {
    engine.warm()
  })
  powerMonitor.on('resume', () => {
    engine.wake()
    lookForCards()
  })
}
