import { actionStarts } from '../shared/model/quick-prompt.ts'
import type { Engine } from './engine/engine.ts'
import type { EngineLog } from './engine/engine-process.ts'
import { type Devices, type DeviceWork, openDevices } from './engine/ladder/open-devices.ts'
import { EngineSupervisor } from './engine/supervisor.ts'
import { showHealth } from './models/model-health.ts'
import type { Store } from './open-store.ts'
import type { ServiceOptions } from './service-options.ts'
import type { SettingsService } from './settings/settings-service.ts'

export interface EngineParts {
  readonly engine: Engine
  readonly devices: Devices
  /** What tries the graphics cards while nobody asks. */
  readonly trials: DeviceWork
  readonly log: EngineLog
}

/** The engine, and the devices it may run on. No process is started before a model is given to it. */
export function openEngine(options: ServiceOptions, { settings, notices }: Store): EngineParts {
  const { paths, version, locale, spawnEngine, publish } = options
  const log: EngineLog = (level, message) => options.log(level, 'engine', { message })
  const devices = openDevices({
    file: paths.devices,
    binaries: paths.engineBinaries,
    tinyModel: paths.selfTestModel,
    appVersion: version,
    spawn: spawnEngine,
    log,
    offload: (path) => settings.modelSettings(path).offload,
    health: (model, sound) => showHealth(notices, model, sound),
  })
  const engine = new EngineSupervisor({
    spawn: spawnEngine,
    log,
    settings: (path) => settings.modelSettings(path),
    starts: (path) => ({
      folder: paths.keptStarts,
      systemPrompt: settings.modelSettings(path).systemPrompt,
      texts: actionStarts(settings.get(), locale),
    }),
    ladder: devices.ladder,
  })
  reloadForStarts(settings, locale, engine)
  const trials = devices.follow(engine)
  engine.onStatus((status) => publish('engine', 'statusChanged', status))
  return { engine, devices, trials, log }
}

/** What is kept evaluated belongs to the actions as they were when the model was loaded. */
function reloadForStarts(settings: SettingsService, locale: string, engine: Engine): void {
  let before = actionStarts(settings.get(), locale).join()
  settings.onChange((changed) => {
    const starts = actionStarts(changed, locale).join()
    if (starts !== before) engine.reload()
    before = starts
  })
}
