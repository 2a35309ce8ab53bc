import { join } from 'node:path'
import type { ModelHolder } from '../../shared/model/download.ts'

export interface HolderFolder {
  readonly holder: ModelHolder
  readonly path: string
}

export interface HomeFacts {
  readonly home: string
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Where other programs keep the models they downloaded; many of these folders will not exist. */
export function holderFolders(facts: HomeFacts): HolderFolder[] {
  const { home } = facts
  const of = (holder: ModelHolder, ...paths: string[]): HolderFolder[] => paths.map((path) => ({ holder, path }))
  return [
    ...of('LM Studio', join(home, '.lmstudio', 'models'), join(home, '.cache', 'lm-studio', 'models')),
    ...of('Jan', ...janFolders(facts)),
    ...of('Ollama', ...ollamaFolders(facts)),
    ...of('Hugging Face', huggingFaceFolder(facts)),
  ]
}

function janFolders({ home, platform, env }: HomeFacts): string[] {
  const data = {
    darwin: join(home, 'Library', 'Application Support', 'Jan', 'data'),
    win32: join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Jan', 'data'),
    other: join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'Jan', 'data'),
  }[platform === 'darwin' || platform === 'win32' ? platform : 'other']
  // The folder moved from version to version.
  return [
    join(data, 'llamacpp', 'models'),
    join(data, 'cortexcpp', 'models'),
    join(data, 'models'),
    join(home, 'jan', 'models'),
  ]
}

function ollamaFolders({ home, platform, env }: HomeFacts): string[] {
  const own = env.OLLAMA_MODELS ?? join(home, '.ollama', 'models')
  // Installed as a service on Linux, it has a home of its own.
  const service = platform === 'linux' ? ['/usr/share/ollama/.ollama/models'] : []
  return [own, ...service].map((folder) => join(folder, 'blobs'))
}

function huggingFaceFolder({ home, env }: HomeFacts): string {
  const base = env.HF_HOME ?? join(env.XDG_CACHE_HOME ?? join(home, '.cache'), 'huggingface')
  return env.HF_HUB_CACHE ?? join(base, 'hub')
}
