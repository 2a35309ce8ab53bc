import { app } from 'electron'

/** The program and the arguments that start this Agate: the packed one, or Electron with the checkout. */
export function agateCommand(): readonly string[] {
  if (app.isPackaged) return [process.env.APPIMAGE ?? process.execPath]
  const sandbox = app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : []
  return [process.execPath, ...sandbox, app.getAppPath()]
}

/** What the settings of a desktop have to run for a quick question, from whatever folder. */
export function quickAskCommand(): string {
  const start = app.isPackaged
    ? `"${process.env.APPIMAGE ?? process.execPath}"`
    : `npm --prefix "${app.getAppPath()}" start --`
  return `${start} --quick-ask`
}
