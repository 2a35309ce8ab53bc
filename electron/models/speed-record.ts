import type { EngineStatus } from '../../shared/model/engine-status.ts'
import type { ModelFile } from '../../shared/model/model-file.ts'
import type { SettingsService } from '../settings/settings-service.ts'

/**
 * Keeps how fast each model was, from the engine's status, to be called with every change of it. Once for each turn,
 * at its end; a speed that cannot be saved is not worth a word.
 */
export function recordSpeeds(
  settings: SettingsService,
  current: () => ModelFile | null,
): (status: EngineStatus) => void {
  let wasWriting = false
  return ({ state, tokensPerSecond, promptTokensPerSecond, device }) => {
    const ended = wasWriting && state === 'ready'
    // A reply that is read again in the middle may be stopped there.
    wasWriting = state === 'writing' || (wasWriting && state === 'reading')
    const model = current()
    if (!ended || model === null || tokensPerSecond === null || tokensPerSecond <= 0) return
    const { path, sizeBytes } = model
    settings.recordSpeed(path, { sizeBytes, tokensPerSecond, promptTokensPerSecond, device })
  }
}

/** The speeds of the engine, or those the model had when it last answered on this computer; null where it never did. */
export function lastSpeeds(
  status: EngineStatus,
  settings: SettingsService,
  current: ModelFile | null,
): Pick<EngineStatus, 'promptTokensPerSecond' | 'tokensPerSecond'> {
  const kept = settings.get().measuredSpeeds[current?.path ?? '']
  const isSame = kept?.sizeBytes === current?.sizeBytes && (status.device ?? kept?.device) === kept?.device
  const before = isSame ? kept : undefined
  return {
    promptTokensPerSecond: status.promptTokensPerSecond ?? before?.promptTokensPerSecond ?? null,
    tokensPerSecond: status.tokensPerSecond ?? before?.tokensPerSecond ?? null,
  }
}
