import { readdir } from 'node:fs/promises'
import { join, parse } from 'node:path'

/** A path for a model file in a folder where nothing has its name, also where case makes no difference. */
export async function freePath(folder: string, wanted: string, reserved: readonly string[] = []): Promise<string> {
  const taken = new Set([...(await readdir(folder)), ...reserved].map((name) => name.toLowerCase()))
  const { name, ext } = parse(wanted)
  const extension = ext.toLowerCase() === '.gguf' ? ext : '.gguf'
  for (let number = 1; ; number += 1) {
    const candidate = `${name}${number === 1 ? '' : ` (${number})`}${extension}`
    if (!taken.has(candidate.toLowerCase())) return join(folder, candidate)
  }
}
