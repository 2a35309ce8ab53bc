import type { ModelFile } from '../../shared/model/model-file.ts'
import type { ImportFrame, ModelImportErrorCode } from '../../shared/model/model-import.ts'
import type { Result } from '../../shared/result.ts'
import type { ModelFiles } from './model-files.ts'
import { progressOf } from './progress-of.ts'

/** Makes a file one of Agate's models, and tells how far a copy is. */
export function importModel(
  files: Pick<ModelFiles, 'copy' | 'link'>,
  { path, how }: { readonly path: string; readonly how: 'copy' | 'link' },
  signal: AbortSignal,
): AsyncGenerator<ImportFrame, Result<ModelFile, ModelImportErrorCode>, undefined> {
  return progressOf((onProgress) => (how === 'link' ? files.link(path) : files.copy(path, { onProgress, signal })))
}
