import { app } from 'electron'
import { agateCommand } from './own-command.ts'
import type { StartWish } from './start-wishes.ts'

const SWITCHES = { main: [], quick: ['--quick-ask'], nothing: ['--hidden'] } as const

/** Somebody started Agate while this one was leaving, whose lock still held: another one starts once this one has left. */
export function startAgain({ open, documents }: StartWish): void {
  const [execPath, ...args] = agateCommand()
  app.relaunch({ ...(execPath === undefined ? {} : { execPath }), args: [...args, ...SWITCHES[open], ...documents] })
}
