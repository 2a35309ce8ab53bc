import type { MemoryFit, ModelMemory } from '../../shared/model/catalogue.ts'
import type { ModelFile } from '../../shared/model/model-file.ts'
import type { Sized } from '../downloads/memory-fit.ts'
import { readModelHeader } from './model-check.ts'
import { memoryOf } from './model-memory.ts'

/** Whether model files of this computer fit its memory. Each header is read once, as long as its file keeps its size. */
export class FileFits {
  readonly #fit: (sized: Sized) => MemoryFit
  readonly #known = new Map<string, { readonly sizeBytes: number; readonly memory: Promise<ModelMemory | null> }>()

  constructor(fit: (sized: Sized) => MemoryFit) {
    this.#fit = fit
  }

  /** Null where the file does not tell. */
  async of({ path, sizeBytes }: ModelFile): Promise<MemoryFit | null> {
    let known = this.#known.get(path)
    if (known?.sizeBytes !== sizeBytes) {
      known = { sizeBytes, memory: readMemory(path, sizeBytes) }
      this.#known.set(path, known)
    }
    const memory = await known.memory
    return memory === null ? null : this.#fit({ sizeBytes, memory })
  }
}

async function readMemory(path: string, sizeBytes: number): Promise<ModelMemory | null> {
  try {
    return memoryOf(await readModelHeader(path, sizeBytes))
  } catch {
    // It went meanwhile; the list of files will say so.
    return null
  }
}
