import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { EngineProcess } from '../../electron/engine/engine-process.ts'
import type { ProbeLimits } from '../../electron/engine/ladder/examine.ts'
import { openDevices } from '../../electron/engine/ladder/open-devices.ts'
import { EngineSupervisor } from '../../electron/engine/supervisor.ts'
import type { EngineStatus } from '../../shared/model/engine-status.ts'
import type { ModelFile } from '../../shared/model/model-file.ts'
import { MODEL_SETTINGS_DEFAULTS } from '../../shared/model/model-settings.ts'
import { ENGINE_ENTRY, TINY_MODELS } from './engine-paths.ts'
import { forkEngine } from './fork-engine.ts'

interface DevicesUnderTestOptions {
  readonly entry?: string
  readonly env?: Readonly<Record<string, string>>
  /** Of an earlier start; a new one when absent. */
  readonly folder?: string
  /** node_modules/@node-llama-cpp; a folder with one package for cards when absent. */
  readonly binaries?: string
  readonly limits?: Partial<ProbeLimits>
  readonly freeMemory?: () => number
}

export interface DevicesUnderTest {
  readonly engine: EngineSupervisor
  readonly folder: string
  /** Every process that was started, probes too, oldest first. */
  readonly processes: EngineProcess[]
  readonly log: string[]
  readonly health: boolean[]
  /** Resolves with the first status from now on that is as wished. */
  until(wished: (status: EngineStatus) => boolean): Promise<EngineStatus>
  /** As the button in the window does. */
  tryAgain(path: string): void
  /** As after a sleep of the computer. */
  lookAgain(): void
  close(): Promise<void>
}

/** An engine that climbs a ladder, with real processes under Node; it looks for cards as soon as it is ready. */
export function startWithDevices(options: DevicesUnderTestOptions = {}): DevicesUnderTest {
  const folder = options.folder ?? newFolder()
  const log: string[] = []
  const processes: EngineProcess[] = []
  const health: boolean[] = []
  const writeLog = (level: string, message: string) => void log.push(`${level}: ${message}`)
  const fork = forkEngine(options.entry ?? ENGINE_ENTRY, writeLog, options.env)
  const spawn = () => {
    const started = fork()
    processes.push(started)
    return started
  }
  const settings = () => ({ ...MODEL_SETTINGS_DEFAULTS, threads: 1 })
  const devices = openDevices({
    file: join(folder, 'devices.json'),
    binaries: options.binaries ?? join(folder, 'binaries'),
    tinyModel: TINY_MODELS.scripted,
    appVersion: '1.0.0',
    spawn,
    log: writeLog,
    offload: () => settings().offload,
    health: (_model: ModelFile, sound: boolean) => void health.push(sound),
    idleMs: 0,
    laterMs: 20,
    ...(options.freeMemory ? { freeMemory: options.freeMemory } : {}),
    ...(options.limits ? { limits: options.limits } : {}),
  })
  const engine = new EngineSupervisor({ spawn, log: writeLog, settings, ladder: devices.ladder })
  const trials = devices.follow(engine)
  const close = async () => {
    await trials.close()
    await engine.close()
  }
  onTestFinished(close)
  const tryAgain = (path: string) => trials.tryAgain(path)
  const lookAgain = () => trials.lookAgain()
  return {
    engine,
    folder,
    processes,
    log,
    health,
    tryAgain,
    lookAgain,
    until: (wished) => statusOf(engine, wished),
    close,
  }
}

function statusOf(engine: EngineSupervisor, wished: (status: EngineStatus) => boolean): Promise<EngineStatus> {
  if (wished(engine.status())) return Promise.resolve(engine.status())
  return new Promise((resolve) => {
    const unlisten = engine.onStatus((status) => {
      if (!wished(status)) return
      unlisten()
      resolve(status)
    })
  })
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'agate-devices-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const system = { darwin: 'mac', win32: 'win' }[process.platform as string] ?? process.platform
  const binary = `${system}-${process.arch}-${system === 'mac' ? 'metal' : 'vulkan'}`
  mkdirSync(join(folder, 'binaries', binary), { recursive: true })
  writeFileSync(join(folder, 'binaries', binary, 'package.json'), '{"version":"1.0.0"}')
  return folder
}
