import type { DocumentInput } from '../../../shared/model/attachment.ts'
import { pathsOf } from '../../bridge.ts'

/** Files as main takes them: by their path, or what a page or a program only handed over by its bytes. */
export async function documentInputs(files: Iterable<File>): Promise<DocumentInput[]> {
  const inputs = Array.from(files, async (file): Promise<DocumentInput> => {
    const [path] = pathsOf([file])
    if (path !== undefined) return { path }
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
  })
  return Promise.all(inputs)
}
