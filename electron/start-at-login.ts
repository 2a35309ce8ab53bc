import { app } from 'electron'
import { ok, type Result } from '../shared/result.ts'
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

function ofSystem([program, ...args]: readonly string[]): LoginStart {
  const options = { ...(program === undefined ? {} : { path: program }), args: [...args, '--hidden'] }
  return {
    get isOn() {
      return app.getLoginItemSettings(options).openAtLogin
    },
    set(on) {
      app.setLoginItemSettings({ ...options, openAtLogin: on })
      return ok()
    },
  }
}
