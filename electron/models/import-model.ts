import type { ModelFile } from '../../shared/model/model-file.ts'
import type { ImportFrame, ModelImportErrorCode } from '../../shared/model/model-import.ts'
import type { Result } from '../../shared/result.ts'
import type { ModelFiles } from './model-files.ts'

type Imported = Result<ModelFile, ModelImportErrorCode>

/** Makes a file one of Agate's models, and tells how far a copy is. Only the newest share waits for a slow reader. */
export async function* importModel(
  files: Pick<ModelFiles, 'copy' | 'link'>,
  { path, how }: { readonly path: string; readonly how: 'copy' | 'link' },
  signal: AbortSignal,
): AsyncGenerator<ImportFrame, Imported, undefined> {
  if (how === 'link') return files.link(path)
  let share = 0
  let tell: () => void = () => undefined
  const copied = files.copy(path, {
    signal,
    onProgress: (done) => {
      share = done
      tell()
    },
  })
  const ended = copied.then((value) => ({ value }))
  for (;;) {
    const told = new Promise<null>((resolve) => {
      tell = () => resolve(null)
    })
    const next = await Promise.race([ended, told])
    if (next !== null) return next.value
    yield { share }
  }
}
