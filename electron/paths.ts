import { ENGINE_ENVIRONMENT } from './engine/engine-environment.ts'
import { createHash } from 'node:crypto'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

export interface AppPaths {
  readonly userData: string
  readonly database: string
  readonly logFile: string
  readonly rendererFolder: string
  readonly preload: string
  readonly engineEntry: string
  /** The process that reads a document. */
  readonly roomEntry: string
  /** Bytes of documents that Agate keeps. */
  readonly documents: string
  /** Copies of documents that other programs opened; deleted at the end and at each start. */
  readonly openedCopies: string
  /** Of the process that has the library alone, for measurements. */
  readonly bareEngineEntry: string
  /** Variables for the engine process; empty but for tests. */
  readonly engineEnvironment: Readonly<Record<string, string>>
  /** Models that come with Agate. */
  readonly bundledModels: string
  /** Models that were downloaded. */
  readonly downloadedModels: string
  readonly catalogue: string
  /** Folder for what the engine keeps evaluated of quick actions. */
  readonly keptStarts: string
  /** Folder with the icons for the tray. */
  readonly trayIcons: string
  /** The engine's native packages. */
  readonly engineBinaries: string
  /** A tiny model whose answer is known, to try graphics cards with. */
  readonly selfTestModel: string
  /** What is known of this computer's graphics cards. */
  readonly devices: string
  /** Where a second start of Agate hands its request to the first: a socket's path, or a pipe's name on Windows. */
  readonly instanceSocket: string
}

export interface PathSources {
  readonly userData: string
  readonly appPath: string
  readonly resourcesPath: string
  readonly isPackaged: boolean
  readonly platform: NodeJS.Platform
  readonly env: NodeJS.ProcessEnv
}

/** Every path on disk, in one place. The overrides exist for tests and are refused in the packaged app. */
export function appPaths(sources: PathSources): AppPaths {
  const { userData, appPath, isPackaged, env } = sources
  const out = join(appPath, 'out')
  const override = (name: string) => (isPackaged ? undefined : env[name])
  const scenario = override('AGATE_SCENARIO')
  const shipped = join(isPackaged ? sources.resourcesPath : appPath, 'resources', 'models')
  return {
    userData,
    database: join(userData, 'agate.db'),
    logFile: join(userData, 'logs', 'agate.log'),
    rendererFolder: join(out, 'renderer'),
    preload: join(out, 'preload', 'preload.cjs'),
    engineEntry: override('AGATE_ENGINE_ENTRY') ?? join(out, 'engine', 'engine.js'),
    roomEntry: join(out, 'documents', 'room.js'),
    documents: join(userData, 'documents'),
    openedCopies: join(userData, 'opened'),
    bareEngineEntry: join(out, 'engine', 'bare.js'),
    engineEnvironment: { ...ENGINE_ENVIRONMENT, ...(scenario !== undefined && { AGATE_SCENARIO: scenario }) },
    bundledModels: override('AGATE_MODEL_FOLDER') ?? shipped,
    downloadedModels: join(userData, 'models'),
    catalogue: join(shipped, 'catalogue.json'),
    keptStarts: join(userData, 'kept-starts'),
    trayIcons: join(shipped, '..', 'tray'),
    engineBinaries: join(appPath, 'node_modules', '@node-llama-cpp'),
    // The engine's native code cannot read from the archive.
    selfTestModel: join(isPackaged ? join(sources.resourcesPath, 'resources') : out, 'self-test', 'scripted.gguf'),
    devices: join(userData, 'devices.json'),
    instanceSocket: instanceSocket(sources),
  }
}

/** Of a socket's path, on macOS; Linux has four more. A longer one would be cut without a word. */
const SOCKET_PATH_BYTES = 103

/** Short on purpose: a user-data folder can be longer than a socket's path may be. */
function instanceSocket({ userData, platform, env }: PathSources): string {
  const digest = createHash('sha256').update(userData).digest('hex').slice(0, 16)
  if (platform === 'win32') return `\\\\.\\pipe\\agate-${userInfo().username}-${digest}`
  const inFolder = (folder: string) => join(folder, `agate-${String(userInfo().uid)}-${digest}`, 'socket')
  const folders = [env.XDG_RUNTIME_DIR ?? tmpdir(), tmpdir()]
  return folders.map(inFolder).find((path) => Buffer.byteLength(path) <= SOCKET_PATH_BYTES) ?? inFolder('/tmp')
}
