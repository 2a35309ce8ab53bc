import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { err, ok, type Result } from '../../shared/result.ts'
import { autostartEntry } from './desktop-entry.ts'

/** Where desktops on Linux look for what starts at login. */
export function autostartPath(env: Readonly<Record<string, string | undefined>>): string {
  const config = env.XDG_CONFIG_HOME
  return join(config === undefined || config === '' ? join(homedir(), '.config') : config, 'autostart/agate.desktop')
}

/** Agate starts at login when this file is there: the person may also have deleted it, or written it. */
export class AutostartFile {
  readonly #path: string
  readonly #command: readonly string[]

  constructor(path: string, command: readonly string[]) {
    this.#path = path
    this.#command = command
  }

  get isOn(): boolean {
    return existsSync(this.#path)
  }

  set(on: boolean): Result<undefined, 'not-written'> {
    try {
      if (on) this.#write()
      else rmSync(this.#path, { force: true })
      return ok()
    } catch {
      return err(
        'not-written',
        `${this.#path} could not be changed, so all is as it was before. Look whether the disk is full or the folder may not be written.`,
      )
    }
  }

  #write(): void {
    mkdirSync(dirname(this.#path), { recursive: true })
    const unfinished = `${this.#path}.new`
    writeFileSync(unfinished, autostartEntry(this.#command))
    renameSync(unfinished, this.#path)
  }
}
