import { app, dialog } from 'electron'

/** Agate cannot run: says why where the person looks, and ends. Never a silent exit. */
export function refuseToStart(message: string, inWindow: boolean): void {
  process.stderr.write(`${message}\n`)
  if (inWindow) dialog.showErrorBox('Agate cannot start', message)
  app.exit(1)
}
