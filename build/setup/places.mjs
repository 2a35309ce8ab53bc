import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The checkout. */
export const ROOT = resolve(import.meta.dirname, '../..')

/** What a second checkout need not fetch again. */
export const CACHE = join(process.env.XDG_CACHE_HOME || systemCache(), 'agate')

/** Marks and programs that belong to this checkout's node_modules and go with it. */
export const LOCAL = join(ROOT, 'node_modules', '.agate')

export const ELECTRON_FOLDER = join(LOCAL, 'electron')
export const ELECTRON = join(
  ELECTRON_FOLDER,
  onPlatform('electron', 'Electron.app/Contents/MacOS/Electron', 'electron.exe'),
)
export const ELECTRON_RESOURCES = join(
  ELECTRON_FOLDER,
  onPlatform('resources', 'Electron.app/Contents/Resources', 'resources'),
)
export const ELECTRON_VERSION_FILE = join(ELECTRON_FOLDER, 'version')
export const MODEL_FOLDER = join(ROOT, 'resources', 'models')

function systemCache() {
  const local = process.env.LOCALAPPDATA || homedir()
  return onPlatform(join(homedir(), '.cache'), join(homedir(), 'Library/Caches'), local)
}

function onPlatform(linux, mac, windows) {
  if (process.platform === 'win32') return windows
  return process.platform === 'darwin' ? mac : linux
}
