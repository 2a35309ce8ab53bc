// First: its parts import each other in a circle that only works from here.
import { Packager, Platform } from 'electron-builder'
import { LinuxPackager } from 'app-builder-lib/out/linuxPackager.js'
import { LinuxTargetHelper } from 'app-builder-lib/out/targets/LinuxTargetHelper.js'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseInvocation } from '../../../electron/cli/invocation.ts'

const ROOT = join(import.meta.dirname, '../../..')

type Groups = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The desktop entry as the packages for Linux install it, by group and key. */
async function packagedEntry(): Promise<Groups> {
  const packager = new Packager({ projectDir: ROOT, targets: Platform.LINUX.createTarget('dir') })
  await packager.validateConfig()
  const linux = new LinuxPackager(packager)
  const text = await new LinuxTargetHelper(linux).computeDesktopEntry(linux.platformSpecificBuildOptions)
  const groups = text.split(/^\[(.+)\]$/mu).slice(1)
  const named = Array.from({ length: groups.length / 2 }, (_, at) => {
    const lines = (groups[at * 2 + 1] ?? '').trim().split('\n')
    return [groups[at * 2] ?? '', Object.fromEntries(lines.map((line) => line.split(/=(.*)/su, 2)))] as const
  })
  return Object.fromEntries(named)
}

describe('The desktop entry of a package', () => {
  let entry: Groups
  beforeAll(async () => {
    entry = await packagedEntry()
  })

  it('starts Agate with the files that are opened, and belongs to its windows', () => {
    expect(entry['Desktop Entry']).toMatchObject({
      Type: 'Application',
      Name: 'Agate',
      Exec: '/opt/Agate/agate %U',
      StartupWMClass: 'org.agate.Agate',
      Terminal: 'false',
    })
    expect(entry['Desktop Entry']?.MimeType?.split(';')).toContain('application/pdf')
  })

  it('has one action, which opens the window for a quick question with the same program', () => {
    expect(entry['Desktop Entry']?.Actions).toBe('quick-ask;')
    expect(Object.keys(entry)).toEqual(['Desktop Entry', 'Desktop Action quick-ask'])
    const { Name: name, Exec: command } = entry['Desktop Action quick-ask'] ?? {}
    expect(name).toBe('Quick question')
    const [program, ...args] = command?.split(' ') ?? []
    expect(program).toBe(entry['Desktop Entry']?.Exec?.split(' ', 1)[0])
    expect(parseInvocation(args, '1.2.3', ROOT)).toEqual({ kind: 'window', open: 'quick', documents: [] })
  })
})
