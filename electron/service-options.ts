import type { AgatePublish } from '../shared/ipc/contract.ts'
import type { SpawnRoom } from './documents/room/room-process.ts'
import type { SpawnEngine } from './engine/engine-process.ts'
import type { Log } from './log.ts'
import type { AppPaths } from './paths.ts'
import type { SettingsFile } from './settings/settings-service.ts'

/** What Agate works with where it runs. */
export interface ServiceOptions {
  readonly paths: AppPaths
  readonly version: string
  /** Of the system, such as "de-DE". */
  readonly locale: string
  readonly settingsFile: SettingsFile
  readonly spawnEngine: SpawnEngine
  readonly spawnRoom: SpawnRoom
  /** Starts the library alone, for measurements. */
  readonly spawnBareEngine: SpawnEngine
  readonly publish: AgatePublish
  readonly log: Log
}
