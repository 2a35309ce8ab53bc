import { app } from 'electron'
import { err, ok, type Result } from '../shared/result.ts'
import { AutostartFile, autostartPath } from './login/autostart-file.ts'

/** Starting with the session, without a window. */
export interface LoginStart {
  readonly isOn: boolean
  set(on: boolean): Result<undefined, 'not-written'>
}

/** `command` is the program with the arguments that every start of it has. */
export function loginStart(command: readonly string[]): LoginStart {
  return process.platform === 'linux' ? new AutostartFile(autostartPath(process.env), command) : ofSystem(command)
}

/** macOS starts programs at login without their arguments, and tells them. */
export function isStartedAtLogin(command: readonly string[]): boolean {
  if (process.platform !== 'darwin') return false
  const { openAtLogin, wasOpenedAtLogin } = app.getLoginItemSettings(optionsOf(command))
  return openAtLogin && wasOpenedAtLogin
}

function ofSystem(command: readonly string[]): LoginStart {
  const options = optionsOf(command)
  const isOn = () => app.getLoginItemSettings(options).openAtLogin
  return {
    get isOn() {
      return isOn()
    },
    set(on) {
      app.setLoginItemSettings({ ...options, openAtLogin: on })
      return isOn() === on ? ok() : refused()
    },
  }
}

function optionsOf([program, ...args]: readonly string[]) {
  return { ...(program === undefined ? {} : { path: program }), args: [...args, '--hidden'] }
}

function refused(): Result<never, 'not-written'> {
  return err(
    'not-written',
    'The system did not take this over, so all is as it was before. Look at what it starts at login in its own settings.',
  )
}
