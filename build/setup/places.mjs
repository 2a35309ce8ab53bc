import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The checkout. */
export const ROOT = resolve(import.meta.dirname, '../..')

/** What a second checkout need not fetch again. */
export const CACHE = join(
  process.env.XDG_CACHE_HOME ??
    (process.platform === 'win32' ? (process.env.LOCALAPPDATA ?? homedir()) : join(homedir(), '.cache')),
  'agate',
)

/** Marks and programs that belong to this checkout's node_modules and go with it. */
export const LOCAL = join(ROOT, 'node_modules', '.agate')

export const ELECTRON_FOLDER = join(LOCAL, 'electron')
export const ELECTRON = join(
  ELECTRON_FOLDER,
  process.platform === 'win32'
    ? 'electron.exe'
    : process.platform === 'darwin'
      ? 'Electron.app/Contents/MacOS/Electron'
      : 'electron',
)
export const ELECTRON_VERSION_FILE = join(ELECTRON_FOLDER, 'version')
export const MODEL_FOLDER = join(ROOT, 'resources', 'models')
