import { readdirSync, readFileSync, statSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Backend } from '../../../shared/model/engine-status.ts'

type CardBackend = Exclude<Backend, 'cpu'>

export interface InstalledBackend {
  readonly backend: CardBackend
  /** Of the engine's package. */
  readonly version: string
}

interface Platform {
  readonly platform: NodeJS.Platform
  readonly arch: string
}

/** Which engines for graphics cards came with this installation. `folder` is node_modules/@node-llama-cpp. */
export function installedBackends(folder: string, { platform, arch }: Platform = process): InstalledBackend[] {
  const system = platform === 'darwin' ? 'mac' : platform === 'win32' ? 'win' : platform
  const backends: readonly CardBackend[] = platform === 'darwin' ? ['metal'] : ['cuda', 'vulkan']
  return backends.flatMap((backend) => {
    try {
      const text = readFileSync(join(folder, `${system}-${arch}-${backend}`, 'package.json'), 'utf8')
      return [{ backend, version: z.object({ version: z.string() }).parse(JSON.parse(text)).version }]
    } catch {
      return []
    }
  })
}

/** Where drivers leave a trace when they are installed, changed or removed. */
const DRIVER_PATHS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    '/usr/share/vulkan/icd.d',
    '/usr/local/share/vulkan/icd.d',
    '/etc/vulkan/icd.d',
    '/proc/driver/nvidia/version',
    '/sys/class/drm',
  ],
  win32: [String.raw`C:\Windows\System32\DriverStore\FileRepository`, String.raw`C:\Windows\System32\vulkan-1.dll`],
}

/**
 * Everything that could change how a model runs on a card, as one text to compare: the system, its drivers, the
 * engine and Agate. Reads a few small folders; no driver is loaded.
 */
export function surroundingsStamp(
  backends: readonly InstalledBackend[],
  appVersion: string,
  driverPaths = DRIVER_PATHS[process.platform] ?? [],
): string {
  const engines = backends.map(({ backend, version }) => `${backend} ${version}`)
  const drivers = driverPaths.map(traceOf)
  return [appVersion, os.platform(), os.arch(), os.release(), ...engines, ...drivers].join('; ')
}

/**
 * A folder's entries or a file, with size and time of change; the files of the kernel have neither. Nothing for what
 * cannot be looked at: a driver that was removed may leave a link to nowhere.
 */
function traceOf(path: string): string {
  try {
    if (path.startsWith('/proc/')) return readFileSync(path, 'utf8').trim()
    if (path.startsWith('/sys/')) return readdirSync(path).sort().join(' ')
    const stat = statSync(path)
    if (!stat.isDirectory() || process.platform === 'win32') return `${stat.size} ${Math.round(stat.mtimeMs)}`
    const entries = readdirSync(path).sort()
    const changed = (name: string) => statSync(join(path, name), { throwIfNoEntry: false })?.mtimeMs ?? 0
    return entries.map((name) => `${name} ${Math.round(changed(name))}`).join(' ')
  } catch {
    return ''
  }
}
