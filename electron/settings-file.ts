import Store from 'electron-store'
import { chmodSync, existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { SettingsFile } from './settings/settings-service.ts'

/**
 * electron-store as a plain file that is written whole or not at all; what the values mean is the settings service's
 * business. A file that is no JSON is put aside first: the store would delete it or refuse to start.
 */
export function openSettingsFile(folder: string): SettingsFile {
  let damagedCopy: string | null = null
  let store: Store
  try {
    store = openStore(folder)
  } catch (error) {
    const file = join(folder, 'settings.json')
    if (!(error instanceof SyntaxError) || !existsSync(file)) throw error
    damagedCopy = `${file}.damaged-${new Date().toISOString().replaceAll(':', '-')}`
    renameSync(file, damagedCopy)
    store = openStore(folder)
  }
  return {
    get: () => store.store,
    set(value) {
      store.store = value
    },
    damagedCopy,
  }
}

function openStore(folder: string): Store {
  const file = join(folder, 'settings.json')
  // A file from elsewhere keeps its own mode until the first change.
  if (existsSync(file)) chmodSync(file, 0o600)
  return new Store({ cwd: folder, name: 'settings', configFileMode: 0o600 })
}
