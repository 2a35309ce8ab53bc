import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AutostartFile, autostartPath } from '../../../electron/login/autostart-file.ts'
import { execLine } from '../../../electron/login/desktop-entry.ts'
import { tempFolder } from '../../support/temp-folder.ts'

describe('The command of a desktop entry', () => {
  it('keeps arguments with spaces, quotes, dollars, backslashes and per cent whole', () => {
    expect(execLine(['/opt/My Agate/agate', '--hidden'])).toBe('"/opt/My Agate/agate" "--hidden"')
    expect(execLine(['/a"b$c`d\\e%f'])).toBe('"/a\\\\"b\\\\$c\\\\`d\\\\\\\\e%%f"')
  })
})

describe('Starting at login', () => {
  it('is a file in the desktop’s folder that starts Agate without a window', () => {
    const path = autostartPath({ XDG_CONFIG_HOME: tempFolder() })
    const login = new AutostartFile(path, ['/opt/Agate/agate'])
    expect(login.isOn).toBe(false)
    expect(login.set(true)).toEqual({ ok: true, value: undefined })
    expect(login.isOn).toBe(true)
    expect(readFileSync(path, 'utf8').split('\n')).toContain('Exec="/opt/Agate/agate" "--hidden"')
    expect(readdirSync(dirname(path))).toEqual(['agate.desktop'])
  })

  it('ends with the file, also twice', () => {
    const login = new AutostartFile(autostartPath({ XDG_CONFIG_HOME: tempFolder() }), ['/opt/Agate/agate'])
    login.set(true)
    expect(login.set(false).ok).toBe(true)
    expect(login.set(false).ok).toBe(true)
    expect(login.isOn).toBe(false)
  })

  it('says when the file cannot be written, and changes nothing', () => {
    const folder = tempFolder()
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'autostart'), '')
    const login = new AutostartFile(join(folder, 'autostart/agate.desktop'), ['/opt/Agate/agate'])
    const outcome = login.set(true)
    expect(outcome).toMatchObject({ ok: false, error: { code: 'not-written' } })
    expect(login.isOn).toBe(false)
  })
})
