import { pathsOf } from '../bridge.ts'
import type { AgateState } from '../state/agate-state.svelte.ts'

/** Whether files that were let go over the window can only be meant as models. */
export function areModels(files: readonly File[]): boolean {
  return files.length > 0 && files.every(({ name }) => /\.gguf$/iu.test(name))
}

/** Checks the one file that was dropped; the page of the models then asks what to do with it. */
export async function takeModel({ modelImport, report, toasts }: AgateState, files: Iterable<File>): Promise<void> {
  const [path, ...more] = pathsOf(files)
  if (path === undefined) return
  if (more.length > 0) toasts.show('Drop one model file at a time. Nothing was added.')
  else if (modelImport.incoming)
    toasts.show('Another file is being added. Nothing was changed; drop this one after it.')
  else await report(modelImport.drop(path))
}
